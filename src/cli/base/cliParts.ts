import type { Clock } from '../../shared/ports/clock';
import type { DumpHolders, PlacedHolder } from '../../shared/model/go/dumpHolders';
import type { HeapDumps } from '../../shared/ports/sources/heapDumps';
import type { RetainedRoot } from '../../shared/model/go/retainedRoot';
import type { RunGoref } from '../../shared/ports/sources/goref';
import type { RunGoTests } from '../../shared/ports/sources/goTests';
import type { JudgeTests } from '../../shared/ports/judgeTests';
import type { IgnoreFiles } from '../../shared/ports/watchFiles';
import type { StartCommand } from '../../shared/ports/sources/startedCommand';
import type { Analyser, PathAnalysis } from '../../shared/ports/runtime/analyser';
import type { FindingWords } from '../../shared/ports/words/findingWords';
import type { InputOpener } from '../../shared/ports/sources/inputOpener';
import type { DecodeInParts, GoDecoder } from '../../shared/ports/decoder';
import type { NodeLooks } from '../../shared/ports/runtime/nodeLooks';
import type { Runtimes } from '../../shared/ports/runtime/runtime';
import type { SourceTree } from '../../shared/ports/sourceTree';
import type { ProblemWords } from '../../shared/ports/words/problemWords';
import type { ProcessReports } from '../../shared/ports/processReports';
import type { Said } from '../../shared/base/said/said';
import type { ProfileReports } from '../../shared/ports/profileReports';
import type { EngineSettings } from '../../shared/model/settings/settings';
import type { SourcePaths } from '../../shared/ports/workspacePaths';
import type { EngineApi } from '../../shared/ports/engine/engineApi';
import type { BaselineFolders } from '../../shared/ports/watchFiles';
import type { ReportFiles } from '../../shared/ports/reportFiles';
import type { ReportKit } from '../../shared/ports/reportKit';
import type { Redactor } from '../../shared/ports/redactor';
import type { Profile } from '../../shared/model/profile';
import type { RpcCommand } from '../../shared/model/target/rpcCommand';

/** How the agents' server is started. */
export interface AgentsOptions {
  readonly allowedHosts: readonly string[];
  /** By which nodes are asked: the person's own, and no agent is told it or can give one. */
  readonly rpc?: RpcCommand;
}

/** Sources on this machine. */
export interface SourceParts {
  readonly tree: Pick<SourceTree, 'readText'>;
  /** Where recorded files are, for the working directory. */
  readonly paths: Pick<SourcePaths, 'setFolders' | 'locate'>;
  /** What the texts of sources say about recorded lines. */
  readonly rules: Pick<PathAnalysis, 'declaredFunctions' | 'placeLine'>;
  /** A retention profile with the lines on which its frames are declared in the folders. */
  readonly placeRetained: (profile: Profile, folders: readonly string[]) => Promise<Profile>;
  /** Holders of a heap dump with the lines on which they are declared, and the same as a profile. */
  readonly placeHolders: (read: DumpHolders, folders: readonly string[]) => Promise<readonly PlacedHolder[]>;
  /** What a person must know of it. */
  readonly heapDumpNotes: (read: DumpHolders) => readonly string[];
  readonly profileOfDump: (read: DumpHolders, folders: readonly string[]) => Promise<Profile>;
}

/** What the commands that report on one profile need of the other rooms. */
export interface ProfileParts {
  readonly inputs: InputOpener;
  readonly decoder: Pick<GoDecoder, 'profile' | 'loggedProfiles'>;
  readonly profileInParts: DecodeInParts;
  readonly reports: ProfileReports;
  /** Whether it is a profile of who retains what, whose frames are no functions. */
  readonly isRetention: (profile: Profile) => boolean;
  readonly heapDumps: HeapDumps;
  /** What finds the sources that a profile names; loaded when it is asked for. */
  readonly sources: () => Promise<SourceParts>;
  readonly problemWords: ProblemWords;
  /** First line of a small file that holds a secret. @throws LeakLensError */
  readonly readSecret: (path: string) => Promise<string>;
  readonly version: string;
}

/** What the command line needs of the other rooms; the entry file brings it. */
export interface CliParts extends ProfileParts {
  readonly decoder: GoDecoder;
  readonly processReports: ProcessReports;
  readonly analyser: Pick<Analyser, 'goroutineCount' | 'liveHeapBytes'>;
  /** Nodes of Erlang's. */
  readonly nodes: NodeLooks;
  /** For a command that watches a running service; loaded when it is asked for, disposed when the command ends. */
  readonly openEngine: (settings: EngineSettings) => Promise<EngineApi>;
  readonly runtimes: Runtimes;
  readonly words: FindingWords;
  readonly baselines: BaselineFolders;
  readonly reportFiles: ReportFiles;
  readonly reportKit: ReportKit;
  readonly redactor: Redactor;
  /** A profile as pprof's message, uncompressed. */
  readonly encodeProfile: (profile: Profile) => Uint8Array;
  readonly clock: Clock;
  readonly startCommand: StartCommand;
  readonly runGoTests: RunGoTests;
  readonly runGoref: RunGoref;
  /** Who holds how much, of a retention profile; most first. */
  readonly retainedRoots: (profile: Profile) => readonly RetainedRoot[];
  readonly judgeTests: JudgeTests;
  readonly ignores: IgnoreFiles;
  /** Serves an agent at standard input and output. Loaded when it is asked for. */
  readonly serveAgents: (options: AgentsOptions) => Promise<void>;
}

/** The same, each no sooner than a command needs it: what is loaded is waited for at every call. */
export interface CommandParts {
  readonly profiles: ProfileParts;
  readonly all: () => Promise<CliParts>;
}

/** The terminal, or what stands in for it. */
export interface Terminal {
  /** Standard output. Resolves when the system has taken it. @throws OutputError */
  write(text: Said): Promise<void>;
  /** Standard error. */
  writeError(text: Said): void;
  /** Whether standard error is looked at by a person. */
  readonly errorIsTerminal: boolean;
  /** Whether standard output is. */
  readonly outputIsTerminal?: boolean;
  /** How wide standard error is just now, columns; null where that is not known. */
  readonly errorColumns?: () => number | null;
  /** What the machine calls its time zone at a moment (ms since 1970), as `date` does; null where it does not tell. */
  readonly zoneNames?: () => (millis: number) => string | null;
  readonly workingDirectory: string;
  /** Variables: secrets that must not stand in a command line, and the proxy. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}
