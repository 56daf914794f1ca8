import type { Disposable } from '../../base/disposable';
import type { Emitter } from '../../base/emitter';
import type { ArchiveLook } from '../../model/archive/archive';
import type { Baseline, Finding, FindingSite, IgnoreRule, Probed } from '../../model/finding';
import type { ReplicatedFinding } from '../../model/replica';
import type { FindingStage } from '../../model/findingStage';
import type { SourceFix } from '../../model/sourceFix';
import type { DocumentHints } from '../../model/hint';
import type { FleetRequest, HistoryRequest, Watched, WatchRequest } from './timedWatch';
import type { HoldersApi } from './holdersApi';
import type { TestsApi } from './testsApi';
import type { PastApi, Travel } from './pastApi';
import type { IgnoreFile } from '../watchFiles';
import type { NodeReports } from '../runtime/nodeLooks';
import type { HostAddresses } from '../sources/hostAddresses';
import type { Kubernetes } from '../sources/kubernetes';
import type { LocalNodeFinder } from '../sources/localNodeFinder';
import type { LocalTargetFinder } from '../sources/localTargetFinder';
import type {
  ConnectParams,
  ExportedSnapshot,
  ExportParams,
  IgnoreParams,
  ProbeParams,
  SeriesQuery,
} from '../../model/engineRequests';
import type { SeriesPoint } from '../../model/series/series';
import type { RuntimeProof } from '../../model/runtimeProof';
import type { EngineSettings } from '../../model/settings/settings';
import type { StoredSnapshot } from '../../model/snapshot';
import type { HoverView } from '../words/lineWords';
import type { ReadSnapshot } from '../words/snapshotWords';
import type { PathMapping } from '../../model/sourcePaths';
import type { CapabilityKind } from '../../model/target/capabilities';
import type { RpcCommand } from '../../model/target/rpcCommand';
import type { TargetStatus } from '../../model/target/targetStatus';
import type { LineProfile } from '../../model/views/lineProfile';
import type { FramePlace, OpenedProfile, OpenProfile } from '../../model/views/profileOrigin';
import type { LinesShown } from '../../model/views/profileLines';
import type { ViewScope } from '../../model/views/viewScope';
import type { ViewAnswer, ViewQuery } from '../../model/views/profileView';
import type { FrameKey } from '../../model/views/viewFrames';

/**
 * The engine as its faces see it: what a person asks of LeakLens, whatever they ask it with. A face translates between this and its
 * protocol, puts problems and findings into words, and keeps nothing of a target. Whatever fails rejects with a `LeakLensError`.
 */
export interface EngineApi extends Disposable {
  readonly findings: FindingsApi;
  readonly snapshots: SnapshotsApi;
  readonly profiles: ProfilesApi;
  readonly past: PastApi;
  readonly tests: TestsApi;
  readonly holders: HoldersApi;
  /**
   * Connects and polls once, so that the answer has numbers. A service that an archive keeps is all its replicas, each a target; the answer
   * is that in which most is wrong. A target that is connected already is answered as it is; one
   * that does not answer any more is taken over with the new credentials. @throws LeakLensError
   */
  connect(params: ConnectParams, signal: AbortSignal): Promise<TargetStatus>;
  /** What an archive has to choose from; its address may name a service. @throws LeakLensError */
  lookIntoArchive(params: ConnectParams, signal: AbortSignal): Promise<ArchiveLook>;
  /** With one replica of a service that an archive keeps, all end that were connected with it. */
  disconnect(targetId: string): void;
  targets(): readonly TargetStatus[];
  /** The command of a person's by which what is connected is asked; null where it is asked itself, or is not connected. */
  commandOf(address: string): RpcCommand | null;
  /** Polls now instead of at the next interval; also ends a reconnect pause. */
  refresh(targetId: string): Promise<void>;
  /** Asks the runtime's leak detector, at the price of a collection, and polls. @throws LeakLensError `not-found` */
  askForLeaks(targetId: string): Promise<RuntimeProof>;
  /** Tries something at a service that is more than a read, to know more of a finding: a person has agreed. @throws LeakLensError */
  probe(request: ProbeParams, signal: AbortSignal): Promise<Probed>;
  /** What a node that is connected is asked for a person or an agent, by that connection; null for any other service. @throws LeakLensError `not-found` */
  reportsOf(targetId: string): NodeReports | null;
  series(query: SeriesQuery): readonly SeriesPoint[];
  /** Everything that a connected target can be asked for, into the store. @throws LeakLensError */
  capture(targetId: string, signal: AbortSignal): Promise<StoredSnapshot>;
  /** Watches a service for a time, and lets go of it. @throws LeakLensError when not even the first poll succeeds */
  watch(request: WatchRequest, signal: AbortSignal): Promise<Watched>;
  /** Watches several replicas of one service for a time, each alone. @throws LeakLensError when none of them can be watched */
  watchFleet(request: FleetRequest, signal: AbortSignal): Promise<Watched>;
  /** Judges what an archive kept of a service, each replica alone. @throws LeakLensError */
  watchHistory(request: HistoryRequest, signal: AbortSignal): Promise<Watched>;
  /** Captures a service that nobody follows into a folder. @throws LeakLensError */
  captureTo(request: CaptureRequest, signal: AbortSignal): Promise<StoredSnapshot>;
  /** Where a person may look for services. @throws LeakLensError `untrusted` */
  surroundings(subject: string): Surroundings;
  /** The hints of one document as its lines stand now. */
  hintsIn(path: string): DocumentHints;
  /** Markdown for a 0-based line as it stands now; null where there is nothing to say. */
  hoverAt(path: string, line: number, view?: HoverView): string | null;
  /** The profiles of connected services that say something of a line as it stands now, 0-based. */
  profilesAt(path: string, line: number): readonly LineProfile[];
  /** The text of a file outside the workspace that a hover has linked to; null for any other. @throws LeakLensError */
  linkedSource(path: string): Promise<string | null>;
  /** Recorded files that should be in the workspace and were not found, of all targets. */
  missingFiles(): readonly string[];
  /** The setting with which a recorded file is found at the path that a person picked. */
  explainMapping(file: string, path: string): PathMapping;
  applySettings(settings: EngineSettings): void;
  /** The person trusts the workspace now. */
  trust(): void;
  /** The workspace folders as they were told last. */
  folders(): readonly string[];
  /** The workspace folders are these now, absolute, forward slashes. Never rejects. */
  setFolders(folders: readonly string[]): Promise<void>;
  /** Something in the workspace is another one on disk. */
  changed(what: WorkspaceChange): void;
}

/** A service to be captured into a folder of a person's choice. */
export interface CaptureRequest {
  readonly target: ConnectParams;
  /** Absolute or from where the program runs; what is new or empty becomes the snapshot, in anything else it is a new folder. */
  readonly directory: string;
  /** Without what can be private: see `Redactor`. */
  readonly redact: boolean;
  /** Told before each step. */
  readonly progress: (step: CaptureStep) => void;
}

export type WorkspaceChange =
  /** Files or modules came or went. */
  | { readonly kind: 'layout' }
  /** The text of a source file. */
  | { readonly kind: 'source'; readonly path: string }
  /** An ignore file. */
  | { readonly kind: 'ignores' };

export interface Surroundings {
  readonly localTargets: LocalTargetFinder;
  readonly localNodes: LocalNodeFinder;
  readonly kubernetes: Kubernetes;
  readonly hostAddresses: HostAddresses;
}

/** What the engine tells without being asked. */
export interface EngineEvents {
  /** Full state, never a delta. */
  readonly targetsChanged: (targets: readonly TargetStatus[]) => void;
  /** All hints of the documents named. */
  readonly hints: (documents: readonly DocumentHints[]) => void;
  /** Lines say what they said at a moment of the past; null for what is now. */
  readonly travelled: (travel: Travel | null) => void;
  /** The hints of a profile that a person shows on lines. */
  readonly profileHints: (documents: readonly DocumentHints[]) => void;
  readonly findingsChanged: (findings: FindingsApi) => void;
  readonly seriesGrew: (targetId: string, points: readonly SeriesPoint[]) => void;
  readonly snapshotsChanged: () => void;
  readonly captureProgress: (targetId: string, percent: number, step: CaptureStep) => void;
}

/** What a capture does next. */
export interface CaptureStep {
  /** Of the service. */
  readonly runtime: string;
  /** What it asks the service for; null when all is there and is being saved. */
  readonly asks: CapabilityKind | null;
}

/** A finding, and what may be said of it. */
export interface StagedFinding extends ReplicatedFinding {
  readonly stage: FindingStage;
}

/** A finding that something is said of on its line. */
export interface HintedFinding extends StagedFinding {
  /** The rule in force by which a person ignores it; null where nobody does. */
  readonly ignoredBy: IgnoreRule | null;
}

/** What one target has been found to do wrong. */
export interface TargetVerdict {
  readonly targetId: string;
  readonly targetName: string;
  readonly lines: LinesNow;
  /** Worst first; those of an earlier process, of which this one has shown nothing yet, come last. */
  readonly findings: readonly StagedFinding[];
  /** When the baseline was set that they are compared with, ms since 1970; null without one. */
  readonly baselineSetAtMillis: number | null;
  /** Who holds its memory can be asked: its process may be one of this machine. */
  readonly canAskHolders?: boolean;
}

/** Where the lines of one target's build stand in the editor. */
export interface LinesNow {
  /** 0-based; null where there is none. */
  now(site: FindingSite): number | null;
}

/** A finding at its line as it stands in the editor now. */
export interface PlacedFinding {
  readonly finding: StagedFinding;
  readonly targetId: string;
  readonly targetName: string;
  /** 0-based. */
  readonly line: number;
}

/** A finding that a rule ignores. */
export interface IgnoredFinding {
  readonly rule: IgnoreRule;
  /** Null while no connected target has it. */
  readonly finding: Finding | null;
}

/** What is found in all targets, compared with their baselines, and which of it a person does not want to see. */
export interface FindingsApi {
  /** After each change: the target that it is about, null for all. */
  readonly changes: Pick<Emitter<string | null>, 'on'>;
  all(): readonly TargetVerdict[];
  /** What is to be shown in a document: neither ignored nor fixed. */
  openIn(path: string): readonly PlacedFinding[];
  /** Local files that findings name, those of related places not included. */
  paths(): ReadonlySet<string>;
  /** The files that say what is ignored, with all their rules. @throws LeakLensError `unreadable` for one with a mistake */
  ignoreFiles(): Promise<readonly IgnoreFile[]>;
  /** Why a person ignores a finding; null when nobody does. */
  ignored(finding: Pick<Finding, 'id'>): string | null;
  /** The rule in force that says so; null where there is none. */
  ignoredBy(finding: Pick<Finding, 'id'>): IgnoreRule | null;
  /** Whether the files that a fix changes are still those from which it was made. */
  stillHolds(fix: SourceFix): boolean;
  /** What is found now is the normal from now on. @returns how many of it still grow. @throws LeakLensError `not-found`, `store` */
  setBaseline(targetId: string): Promise<number>;
  /** @throws LeakLensError `not-found`, `store` */
  clearBaseline(targetId: string): Promise<void>;
  /** @returns path of the file that now holds the rule. @throws LeakLensError `not-found`, `store`, `unreadable` */
  ignore(params: IgnoreParams): Promise<string>;
  /** What rules in force ignore. @throws LeakLensError `unreadable` for a file that ignores nothing because of a mistake */
  ignoredFindings(): Promise<readonly IgnoredFinding[]>;
  /** @returns path of the file that held the rule, the first of several. @throws LeakLensError `not-found`, `store`, `unreadable` */
  stopIgnoring(id: string): Promise<string>;
}

/** What can be done with snapshots that are in the store. Each rejects with a `LeakLensError`. */
export interface SnapshotsApi {
  /** Newest first. */
  list(): Promise<readonly StoredSnapshot[]>;
  rename(id: string, name: string): Promise<StoredSnapshot>;
  /** A pinned snapshot stays when the store is full. */
  pin(id: string, pinned: boolean): Promise<StoredSnapshot>;
  delete(id: string): Promise<void>;
  /** Decodes it and finds its lines in the workspace. @throws LeakLensError, `cancelled` when the signal says so */
  read(id: string, signal: AbortSignal): Promise<ReadSnapshot>;
  /** What a capture in a folder says when it is judged alone, as a baseline; null when the folder holds none. */
  baselineOf(directory: string): Promise<Baseline | null>;
  /** Into a folder, to be given away. */
  export(params: ExportParams, signal: AbortSignal): Promise<ExportedSnapshot>;
}

/** Profiles that somebody looks at. What is asked of a handle that is not open rejects with `not-found`. */
export interface ProfilesApi {
  /** Decodes it, unless somebody has the same open. @throws LeakLensError */
  open(request: OpenProfile, signal: AbortSignal): Promise<OpenedProfile>;
  /** @throws LeakLensError */
  answer(handle: string, query: ViewQuery, signal: AbortSignal): Promise<ViewAnswer>;
  /** Where the line of a frame is now; null where it is not on this machine, or not that line any more. @throws LeakLensError */
  place(handle: string, frame: FrameKey, signal: AbortSignal): Promise<FramePlace | null>;
  /**
   * Says on the lines of the workspace what they cost in it, in the place of another profile that was shown: until it is closed or
   * hidden. What is edited meanwhile is followed; of lines that are not those of the build any more nothing is said. @throws LeakLensError
   */
  showOnLines(handle: string, shown: ShownOnLines, signal: AbortSignal): Promise<LinesShown>;
  hideFromLines(): void;
  close(handle: string): void;
}

/** How a profile is shown on lines. */
export interface ShownOnLines {
  /** What a person calls it. */
  readonly name: string;
  readonly scope: ViewScope;
}
