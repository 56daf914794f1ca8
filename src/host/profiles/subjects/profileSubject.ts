import type { MemoryOrigin } from '../../../shared/model/views/memoryView';
import type { PprofFiles } from '../../../shared/model/views/pprofFiles';
import type { ProfileOrigin } from '../../../shared/model/views/profileOrigin';
import type { LiveTitle } from '../../../shared/wires/profileMessages';

/** The one profile of a file. */
export const fileProfileId = 'file';

/** One profile of a subject. */
export interface SubjectProfile {
  /** Names it among the others. */
  readonly id: string;
  readonly name: string;
  /** What it is called away from its tab: with what it is of. */
  readonly title: string;
  readonly origin: ProfileOrigin;
  /** The same profile of what it is compared with; null where there is none. */
  readonly base: ProfileOrigin | null;
  /** Where pprof finds both; missing where it cannot. */
  readonly files?: Pick<PprofFiles, 'source' | 'base'>;
  /** Of the service that it is asked of; null for what stays as it is. */
  readonly live: Omit<LiveTitle, 'changes'> | null;
  /** What is counted at first; empty for the profile's own default. */
  readonly sample: string;
}

/** What an editor of profiles shows: a file, or the profiles of a snapshot or of a service; compared with another one perhaps. */
export interface ProfileSubject {
  readonly name: string;
  readonly detail: string;
  readonly baseName: string | null;
  /** Of what process's memory it tells; null where it tells of none. */
  readonly memory: MemoryOrigin | null;
  /** At least one. */
  readonly profiles: readonly SubjectProfile[];
}
