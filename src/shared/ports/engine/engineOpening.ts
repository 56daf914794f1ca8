import type { EngineSettings } from '../../model/settings/settings';
import type { Documents } from './documents';
import type { EngineEvents } from './engineApi';
import type { Log } from '../log';

/** What an engine needs of the face that it is opened for. */
export interface EngineOpening {
  /** Where snapshots and series are kept; null where the client names no folder. */
  readonly storageDirectory: string | null;
  readonly settings: EngineSettings;
  readonly trusted: boolean;
  readonly librarySourceLink: ((path: string, line: number) => string) | null;
  readonly documents: Documents;
  readonly events: EngineEvents;
  readonly log: Log;
}
