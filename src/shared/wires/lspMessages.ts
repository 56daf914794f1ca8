import type { ArchiveLook } from '../model/archive/archive';
import type { AgentAddress, ToolAnswer, ToolCall, ToolIntent } from '../model/agentTool';
import type { CapabilityKind } from '../model/target/capabilities';
import type {
  ConnectParams,
  ExportedSnapshot,
  ExportParams,
  IgnoreParams,
  ProbeParams,
  SeriesQuery,
} from '../model/engineRequests';
import type { SnapshotReport } from '../model/report/snapshotReport';
import type { PastView, TravelView } from './pastView';
import type { IgnoredView, TargetFindings } from './findingView';
import type { DocumentHints } from '../model/hint';
import type { Problem } from '../model/errors';
import type { KubernetesContexts, KubernetesPlace, Pod } from '../model/target/kubernetes';
import type { AskedHolders, HoldersProspect } from '../model/askedHolders';
import type { LocalTarget } from '../model/target/localTarget';
import type { PastMoment } from '../model/pastMoment';
import type { SeriesPoint, SeriesTable } from '../model/series/series';
import type { OutlookView } from '../model/series/outlook';
import type { SeriesView } from '../model/series/seriesSpec';
import type { RuntimeProof } from '../model/runtimeProof';
import type { EngineSettings } from '../model/settings/settings';
import type { StoredSnapshot } from '../model/snapshot';
import type { PathMapping } from '../model/sourcePaths';
import type { Target } from '../model/target/target';
import type { TargetStatus } from '../model/target/targetStatus';
import type { LineProfile } from '../model/views/lineProfile';
import type { MemoryOrigin, MemoryView } from '../model/views/memoryView';
import type { OpenedProfile, OpenProfile } from '../model/views/profileOrigin';
import type { TestFunction } from '../model/tests/testFunction';
import type { CheckedTests, TestSetup, TestProfileRequest, TestProfileRun } from '../model/tests/testProfile';
import type { LinesShown } from '../model/views/profileLines';
import type { ViewScope } from '../model/views/viewScope';
import type { ViewQuery } from '../model/views/profileView';
import type { FrameKey } from '../model/views/viewFrames';

/**
 * The wire between a client (the extension host, or another editor) and the engine, besides plain LSP. One constant a message;
 * both ends import this file, so a renamed field breaks the build and not the user.
 */

/** `initializationOptions` of the LSP handshake. */
export interface EngineOptions {
  /** Absolute folder for snapshots and series; the engine's own default when absent. */
  readonly storageDirectory?: string;
  /** Workspace trust: false means that the engine refuses to connect. */
  readonly trusted: boolean;
  readonly settings: EngineSettings;
  /** Path of a translated bundle (`bundle.l10n.*.json`), when the editor is not in English. */
  readonly l10nBundlePath?: string;
  /**
   * The client is LeakLens' own extension: it has the commands that code actions name (`leaklens.ignoreFinding` …), pulls diagnostics,
   * draws hints itself and shows `leaklens-source:` documents. Every other client gets all of it in plain LSP.
   */
  readonly hostCommands?: boolean;
  /** The client wants the notifications below as well; our own extension gets them without asking. */
  readonly ownMessages?: boolean;
  /** Services to connect to at the start, for clients that have nothing but a configuration file. Not read of our own extension. */
  readonly targets?: readonly ConnectParams[];
}

/** Files of the workspace whose changes the engine wants to know of, as a glob. */
export const watchedFiles = '**/{*.go,go.mod,go.work,*.erl,*.hrl,*.ex,*.exs,.leaklens.json}';

/** A typed method name: `P` are the params, `R` the result (void for a notification). */
export interface Message<P, R = void> {
  readonly method: string;
  /** Never set; carries the types. */
  readonly types?: { readonly params: P; readonly result: R };
}

/**
 * A failure in words, for a person. The server never throws across the wire: it answers with this. What a client can act on
 * stands beside the words, without credentials as everywhere.
 */
export interface ProblemReport extends Pick<
  Problem,
  'kind' | 'status' | 'schemes' | 'realm' | 'tls' | 'location' | 'passphrase' | 'erlang' | 'archive' | 'goTest'
> {
  /** For `certificate-file`: its path. */
  readonly file?: string;
  /** For `timeout`: name of the debug session whose program stands still meanwhile. Only an editor knows: the engine never says. */
  readonly pausedSession?: string;
  /** What went wrong, one sentence, naming the target. */
  readonly message: string;
  /** What to do next, one sentence. */
  readonly nextStep: string;
}

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: ProblemReport };

/** One target as every view shows it. */
export interface TargetState extends Omit<
  TargetStatus,
  'problem' | 'capabilities' | 'outlooks' | 'outlierIn' | 'outlyingVersion'
> {
  /** The reason for `reconnecting`, in words; null otherwise. */
  readonly problem: ProblemReport | null;
  /** That it, or its version, grows while others do not, and by which numbers, one sentence; absent where it does not. */
  readonly exception?: string;
  /** `condition` in words. */
  readonly conditionText: { readonly short: string; readonly sentence: string };
  /** What is followed of it, worded; what matters most first. */
  readonly series: readonly SeriesView[];
  readonly outlooks: readonly OutlookView[];
  /** What the service does not offer, and why; empty while it offers all that was asked for. */
  readonly missing: readonly MissingAnswer[];
}

/** One thing that a service does not offer. */
export interface MissingAnswer {
  readonly kind: CapabilityKind;
  /** For a person, one sentence. */
  readonly words: string;
  /** In the place of its number; null for what has no number there. */
  readonly short: string | null;
}

/** Scheme of the read-only documents in which an editor shows sources that are not the person's own: the path is that of the file. */
export const librarySourceScheme = 'leaklens-source';

/** Command of the client that opens such a document, in the links of hovers: `[path, line counted from 1]`. */
export const openLibrarySourceCommand = 'leaklens.openLibrarySource';

/** Command of the client that leads from a line to its function in a flame graph, in the links of hovers: `[uri, line counted from 0]`. */
export const showInFlameGraphCommand = 'leaklens.showInFlameGraph';

/** The line of a frame, for an editor to open. */
export interface ProfilePlace {
  readonly uri: string;
  /** 1-based. */
  readonly line: number;
  /** False for libraries and Go's own sources: to be read, and not to be edited. */
  readonly inWorkspace: boolean;
}

/** Client → engine. */
export const requests = {
  connect: { method: 'leaklens/connect' } as Message<ConnectParams, Outcome<TargetState>>,
  disconnect: { method: 'leaklens/disconnect' } as Message<{ readonly targetId: string }>,
  /** Polls now instead of at the next interval; also ends a reconnect pause. */
  refresh: { method: 'leaklens/refresh' } as Message<{ readonly targetId: string }>,
  targets: { method: 'leaklens/targets' } as Message<null, readonly TargetState[]>,
  /** What listens on this machine. Looks at processes; nothing is asked over the network. Cancellable. */
  localTargets: { method: 'leaklens/localTargets' } as Message<null, Outcome<readonly LocalTarget[]>>,
  /** What a continuous profiler has to choose from. Cancellable. */
  lookIntoArchive: { method: 'leaklens/lookIntoArchive' } as Message<ConnectParams, Outcome<ArchiveLook>>,
  /** The names of the nodes of Erlang's that this machine's port mapper knows; none where there is no mapper. Cancellable. */
  localNodes: { method: 'leaklens/localNodes' } as Message<null, Outcome<readonly string[]>>,
  /** Whether there is a kubectl to ask. It is not started. */
  hasKubectl: { method: 'leaklens/hasKubectl' } as Message<null, Outcome<boolean>>,
  /** Cancellable, as are the two below. */
  kubernetesContexts: { method: 'leaklens/kubernetesContexts' } as Message<null, Outcome<KubernetesContexts>>,
  kubernetesNamespaces: { method: 'leaklens/kubernetesNamespaces' } as Message<
    { readonly context: string | null },
    Outcome<readonly string[]>
  >,
  kubernetesPods: { method: 'leaklens/kubernetesPods' } as Message<KubernetesPlace, Outcome<readonly Pod[]>>,
  /** Cancellable; reports `leaklens/captureProgress` meanwhile. */
  capture: { method: 'leaklens/capture' } as Message<{ readonly targetId: string }, Outcome<StoredSnapshot>>,
  snapshots: { method: 'leaklens/snapshots' } as Message<null, Outcome<readonly StoredSnapshot[]>>,
  renameSnapshot: { method: 'leaklens/renameSnapshot' } as Message<
    { readonly id: string; readonly name: string },
    Outcome<StoredSnapshot>
  >,
  deleteSnapshot: { method: 'leaklens/deleteSnapshot' } as Message<{ readonly id: string }, Outcome<null>>,
  /** A pinned snapshot stays when the store is full. */
  pinSnapshot: { method: 'leaklens/pinSnapshot' } as Message<
    { readonly id: string; readonly pinned: boolean },
    Outcome<StoredSnapshot>
  >,
  /** Cancellable, as are the two below. */
  snapshotReport: { method: 'leaklens/snapshotReport' } as Message<{ readonly id: string }, Outcome<SnapshotReport>>,
  /** The text of a file (`file:`) outside the workspace; null unless a hover has linked to it. */
  linkedSource: { method: 'leaklens/linkedSource' } as Message<{ readonly uri: string }, Outcome<string | null>>,
  /** Recorded files that should be in the workspace and were not found. */
  missingFiles: { method: 'leaklens/missingFiles' } as Message<null, readonly string[]>,
  /** What has to stand in `leaklens.pathMappings` for a recorded file to be found at the path that a person picked. */
  explainMapping: { method: 'leaklens/explainMapping' } as Message<
    { readonly file: string; readonly path: string },
    PathMapping
  >,
  /** What has changed from the snapshot `base` to the other. */
  compareSnapshots: { method: 'leaklens/compareSnapshots' } as Message<
    { readonly base: string; readonly id: string },
    Outcome<SnapshotReport>
  >,
  exportSnapshot: { method: 'leaklens/exportSnapshot' } as Message<ExportParams, Outcome<ExportedSnapshot>>,
  /** Of all targets. */
  findings: { method: 'leaklens/findings' } as Message<null, readonly TargetFindings[]>,
  /** What is found now is the normal from now on: later findings say new, grown, unchanged or fixed. */
  /** Answers how many of what is found still grow. */
  setBaseline: { method: 'leaklens/setBaseline' } as Message<{ readonly targetId: string }, Outcome<number>>,
  clearBaseline: { method: 'leaklens/clearBaseline' } as Message<{ readonly targetId: string }, Outcome<null>>,
  /** Writes the rule into `.leaklens.json` of the workspace folder that holds the finding's file, else the first. Answers its path. */
  ignoreFinding: { method: 'leaklens/ignoreFinding' } as Message<IgnoreParams, Outcome<string>>,
  /** What the rules that are in force ignore, in the order of the files. */
  ignoredFindings: { method: 'leaklens/ignoredFindings' } as Message<null, Outcome<readonly IgnoredView[]>>,
  /** Takes the rule for a finding out of `.leaklens.json`. Answers the path of the file. */
  stopIgnoring: { method: 'leaklens/stopIgnoring' } as Message<{ readonly id: string }, Outcome<string>>,
  /** Asks the runtime's own leak detector now, at the price of one garbage collection in the service. */
  /** Tries something at the service that is more than a read: the client has asked the person. Answers what came of it. Cancellable. */
  probe: { method: 'leaklens/probe' } as Message<ProbeParams, Outcome<string>>,
  askForLeaks: { method: 'leaklens/askForLeaks' } as Message<{ readonly targetId: string }, Outcome<RuntimeProof>>,
  /** Decodes a profile to be looked at; cancellable, as are the two below. Whoever opens it closes it. */
  openProfile: { method: 'leaklens/openProfile' } as Message<OpenProfile, Outcome<OpenedProfile>>,
  /** The answer is a `ViewAnswer` with its columns packed: see `packedColumns`. */
  profileView: { method: 'leaklens/profileView' } as Message<
    { readonly handle: string; readonly query: ViewQuery },
    Outcome<unknown>
  >,
  /** Null where the line is not on this machine, or not that line any more. */
  profilePlace: { method: 'leaklens/profilePlace' } as Message<
    { readonly handle: string; readonly frame: FrameKey },
    Outcome<ProfilePlace | null>
  >,
  /** The profiles of connected services that say something of a line as it stands now, 0-based. */
  lineProfiles: { method: 'leaklens/lineProfiles' } as Message<
    { readonly uri: string; readonly line: number },
    Outcome<readonly LineProfile[]>
  >,
  /** Says on the lines of the workspace what they cost in an opened profile, in the place of another that was shown; cancellable. */
  showOnLines: { method: 'leaklens/showOnLines' } as Message<
    { readonly handle: string; readonly name: string; readonly scope: ViewScope },
    Outcome<LinesShown>
  >,
  hideFromLines: { method: 'leaklens/hideFromLines' } as Message<null>,
  closeProfile: { method: 'leaklens/closeProfile' } as Message<{ readonly handle: string }>,
  /** The targets of which moments of the past are kept, followed or not. */
  pastTargets: { method: 'leaklens/pastTargets' } as Message<null, Outcome<readonly Target[]>>,
  /** The moments of a target's past of which profiles are kept, in order of time. */
  past: { method: 'leaklens/past' } as Message<{ readonly targetId: string }, Outcome<readonly PastMoment[]>>,
  /** The same with what was found and what lines cost, for a chart. */
  pastView: { method: 'leaklens/pastView' } as Message<{ readonly targetId: string }, Outcome<PastView>>,
  /** Lines say what they said at a moment that is kept; cancellable. */
  travel: { method: 'leaklens/travel' } as Message<
    { readonly targetId: string; readonly atMillis: number },
    Outcome<TravelView>
  >,
  /** Lines say what is now. */
  backToNow: { method: 'leaklens/backToNow' } as Message<null>,
  /** Takes away all numbers and profiles that are kept of a target. */
  deleteHistory: { method: 'leaklens/deleteHistory' } as Message<{ readonly targetId: string }, Outcome<null>>,
  /** The tests and benchmarks of a file as the editor shows it. */
  testFunctions: { method: 'leaklens/testFunctions' } as Message<
    { readonly uri: string },
    Outcome<readonly TestFunction[]>
  >,
  /** Runs a test or benchmark that writes a profile of itself; cancellable, as is the one below. Tells `testOutput` meanwhile. */
  profileTest: { method: 'leaklens/profileTest' } as Message<
    Omit<TestProfileRequest, 'path'> & { readonly uri: string },
    Outcome<TestProfileRun>
  >,
  /** Runs the tests of a package, or one of them, and looks at what they leave behind. */
  checkTests: { method: 'leaklens/checkTests' } as Message<
    { readonly uri: string; readonly test: string | null; readonly setup: TestSetup },
    Outcome<CheckedTests>
  >,
  /** Whom asking for the holders of its memory would stop; stops nothing. Cancellable, as is the one below. */
  holdersProspect: { method: 'leaklens/holdersProspect' } as Message<
    { readonly targetId: string },
    Outcome<HoldersProspect>
  >,
  /** Stops the process for as long as goref reads it: a person has agreed. Cancelled, it runs on at once. */
  askHolders: { method: 'leaklens/askHolders' } as Message<
    { readonly targetId: string; readonly id: string },
    Outcome<AskedHolders>
  >,
  /** Where the memory of a process is, and was as far as numbers are kept; cancellable. */
  memory: { method: 'leaklens/memory' } as Message<MemoryOrigin, Outcome<MemoryView>>,
  series: { method: 'leaklens/series' } as Message<SeriesQuery, Outcome<SeriesTable>>,
  /** What an agent's call of a tool would do. */
  agentIntent: { method: 'leaklens/agentIntent' } as Message<ToolCall, Outcome<ToolIntent>>,
  /** Carries it out; cancellable. */
  agentCall: { method: 'leaklens/agentCall' } as Message<ToolCall, Outcome<ToolAnswer>>,
  /** Where programs of this person's may speak MCP with this engine, from now on. */
  agentAddress: { method: 'leaklens/agentAddress' } as Message<null, Outcome<AgentAddress>>,
} as const;

/** Client → engine, no answer. */
export const clientNotifications = {
  settings: { method: 'leaklens/settings' } as Message<EngineSettings>,
  trusted: { method: 'leaklens/trusted' } as Message<null>,
} as const;

/** Engine → client. */
export const engineNotifications = {
  /** Full state, never a delta. */
  targetsChanged: { method: 'leaklens/targetsChanged' } as Message<readonly TargetState[]>,
  /** All hints of the named documents; documents not named keep theirs. */
  hints: { method: 'leaklens/hints' } as Message<{ readonly documents: readonly DocumentHints[] }>,
  /** The same of the profile that is shown on lines. */
  /** Lines say what they said at a moment of the past; null for what is now. */
  travelled: { method: 'leaklens/travelled' } as Message<{ readonly travel: TravelView | null }>,
  profileHints: { method: 'leaklens/profileHints' } as Message<{ readonly documents: readonly DocumentHints[] }>,
  /** New points of one target. */
  seriesGrew: { method: 'leaklens/seriesGrew' } as Message<{
    readonly targetId: string;
    readonly points: readonly SeriesPoint[];
  }>,
  /** Full state, never a delta. */
  findingsChanged: { method: 'leaklens/findingsChanged' } as Message<readonly TargetFindings[]>,
  snapshotsChanged: { method: 'leaklens/snapshotsChanged' } as Message<null>,
  captureProgress: { method: 'leaklens/captureProgress' } as Message<{
    readonly targetId: string;
    /** 0 to 100. */
    readonly percent: number;
    /** What is being fetched, in words. */
    readonly step: string;
  }>,
  /** What `go test` and the tests write, as it comes. */
  testOutput: { method: 'leaklens/testOutput' } as Message<{ readonly text: string }>,
  /** How many programs speak MCP with this engine. */
  agentsJoined: { method: 'leaklens/agentsJoined' } as Message<{ readonly count: number }>,
  log: { method: 'leaklens/log' } as Message<{ readonly level: 'info' | 'warn' | 'error'; readonly message: string }>,
} as const;
