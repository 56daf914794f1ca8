import type { Analysis } from '../shared/ports/runtime/analysis';
import type { Documents } from '../shared/ports/engine/documents';
import type { Surroundings } from '../shared/ports/engine/engineApi';
import type { CaptureReader } from '../shared/ports/watchFiles';
import type { Followers } from '../shared/ports/runtime/follower';
import type { CommonLineWords } from '../shared/ports/words/lineWords';
import type {
  BaselineStore,
  PastStore,
  SeriesStore,
  SnapshotStore,
  VerdictStore,
  WorkspaceIgnores,
} from '../shared/ports/stores';
import type { Clock } from '../shared/ports/clock';
import type { Log } from '../shared/ports/log';
import type { ArchiveConnector } from '../shared/ports/sources/profileArchive';
import type { TargetConnector } from '../shared/ports/sources/profileSource';
import type { RuntimeWorks } from '../shared/ports/runtime/runtimeWork';
import type { SourceTree } from '../shared/ports/sourceTree';
import type { Runtimes } from '../shared/ports/runtime/runtime';
import type { EngineSettings } from '../shared/model/settings/settings';
import type { HeldMemory } from '../shared/ports/heldMemory';
import type { ProfileFiles } from '../shared/ports/sources/profileFiles';
import type { OpenViewer } from '../shared/ports/engine/profileViewer';
import type { GoTestParts } from './tests/testRuns';
import type { ExportParts } from './snapshots/exportSnapshot';
import type { ProfileServiceParts } from './profiles/profileService';

/** What an engine is made of: the other rooms, as an entry file and a face bring them. */
export interface EngineParts extends Surroundings {
  readonly connector: TargetConnector;
  readonly archives: ArchiveConnector;
  readonly runtimes: Runtimes;
  /** How each of them is asked, kept and found in the workspace. */
  readonly works: RuntimeWorks;
  readonly analysis: Analysis;
  readonly snapshots: SnapshotStore;
  readonly series: SeriesStore;
  /** What polls were answered in the past. */
  readonly past: PastStore;
  readonly followers: Followers;
  readonly documents: Documents;
  readonly lineWords: CommonLineWords;
  readonly baselines: BaselineStore;
  /** What was found in targets when they were followed last. */
  readonly remembered: VerdictStore;
  readonly ignores: WorkspaceIgnores;
  /** Makes what an opened profile is looked at with. */
  readonly openViewer: OpenViewer;
  readonly profileFiles: ProfileFiles;
  /** Where what profiles name is in the workspace. */
  readonly profilePaths: ProfileServiceParts['paths'];
  /** Runs tests of the workspace. */
  readonly goTests: GoTestParts;
  /** Reads who holds the memory of processes of this machine; absent where nobody is there who could agree to it. */
  readonly heldMemory?: HeldMemory;
  /** Reads captures in folders of a person's choice. */
  readonly captures: CaptureReader;
  /** Begins a snapshot in a folder of a person's choice. */
  readonly beginExport: ExportParts['beginExport'];
  /** The text of a source file. @throws LeakLensError */
  readonly readSource: SourceTree['readText'];
  /** A file is another one on disk: what was read of its source is out of date. */
  readonly sourceChanged: (path: string) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** How an engine begins. */
export interface EngineStart {
  readonly settings: EngineSettings;
  readonly trusted: boolean;
  /** How a hover opens the source of a library, for a client that shows documents that cannot be edited; null for others. */
  readonly librarySourceLink?: ((path: string, line: number) => string) | null;
}
