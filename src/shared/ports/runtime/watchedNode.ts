import type { Disposable } from '../../base/disposable';
import type { KeptNode } from '../../model/beam/keptNode';
import type { MeasureVerdict } from '../../model/beam/measure';
import type { NodeCode } from '../../model/beam/nodeCode';
import type { Problem } from '../../model/errors';
import type { SnapshotFileName } from '../../model/snapshot';
import type { PollCost } from '../../model/target/pollPace';
import type { VerdictThresholds } from '../../model/verdictThresholds';
import type { NodeLook } from '../../model/beam/nodeMemory';
import type {
  CollectedProcess,
  MonitorTrace,
  NodeReports,
  ProcessList,
  ProcessQuestion,
  TraceQuestion,
} from './nodeLooks';
import type { ErlangOptions } from '../sources/erlangNode';

/** What a round asks of a node. */
export interface NodeQuestion {
  /** All processes, tables and ports are asked for, too: that costs the node in proportion to their number. */
  readonly sweeps: boolean;
  /** Modules whose versions are asked for with a sweep: they may be loaded anew while the node runs. */
  readonly modules: readonly string[];
}

/** What a round of questions brought: numbers of the whole node. What is known of single processes stays where it was read. */
export interface NodeRound {
  /** When it was answered, ms since 1970. */
  readonly atMillis: number;
  readonly look: NodeLook;
  /** Messages; null where no process has been asked yet. */
  readonly longestMailbox: number | null;
  readonly cost: PollCost;
  /** What it took of one core of the node at most, ms; null for what was not asked. */
  readonly price: { readonly look: number; readonly sweep: number | null };
  /** Another start of the node answers than in the round before. */
  readonly isOtherProcess: boolean;
  /** What tells one version of a module that was asked for from another; those that are not loaded are left out. */
  readonly versions: ReadonlyMap<string, string>;
  /** Why a part of the round is missing: what a release does not offer, a process that died meanwhile. */
  readonly missing: readonly Problem[];
}

/** What a node says of its code, and what that cost. */
export interface AnsweredCode extends NodeCode {
  readonly cost: PollCost;
  /** What it took of one core of the node at most, ms. */
  readonly priceMillis: number;
}

/** What a snapshot of a node holds. */
export interface NodeCaptureQuestion {
  /** Of more processes those with the most memory are kept. */
  readonly mostProcesses: number;
  /** Without what can be private. */
  readonly redact: boolean;
}

/** Its files, read back as a proof, and its numbers. */
export interface CapturedNode extends KeptNode {
  /** ms since 1970. */
  readonly atMillis: number;
  readonly files: readonly { readonly name: SnapshotFileName; readonly bytes: Uint8Array }[];
}

/**
 * A node that let us in, followed: it is asked, its answers are read, and its numbers are judged in one place, which may be a thread of its
 * own. One question at a time.
 */
export interface WatchedNode extends NodeReports, Disposable {
  /** As it names itself: `shop@host`. */
  readonly name: string;
  /** @throws LeakLensError */
  round(question: NodeQuestion, signal: AbortSignal): Promise<NodeRound>;
  /** What is thought of the numbers by now: those of each kind with most. @throws LeakLensError */
  verdicts(thresholds: VerdictThresholds): Promise<readonly MeasureVerdict[]>;
  /** What a later watch of the same life goes on with: what was told, as text. @throws LeakLensError */
  remember(): Promise<string>;
  /** Before the first round: goes on with what another watch remembered. What is no such text is passed over. @throws LeakLensError */
  recall(memory: string): Promise<void>;
  /** Which modules run, and where those that are named are from, as far as they run. @throws LeakLensError */
  code(modules: readonly string[], signal: AbortSignal): Promise<AnsweredCode>;
  /** Collects the garbage of a process now, by pid or name: only when a person has agreed. @throws LeakLensError */
  collect(process: string, signal: AbortSignal): Promise<CollectedProcess>;
  /** Who calls `erlang:monitor/2` in a process: only when a person has agreed. @throws LeakLensError */
  traceMonitors(question: TraceQuestion, signal: AbortSignal): Promise<MonitorTrace>;
  /** Memory, allocators, and processes with their stacks, as files. @throws LeakLensError */
  capture(question: NodeCaptureQuestion, signal: AbortSignal): Promise<CapturedNode>;
}

/** Connects, and proves that the node answers. @param address as `readBeamAddress` takes it. @throws LeakLensError */
export type OpenWatchedNode = (address: string, options: ErlangOptions, signal: AbortSignal) => Promise<WatchedNode>;

/** Whom to ask, as it crosses into a thread. The cookie goes along, and stays in memory there, too. */
export interface NodeReach {
  readonly address: string;
  readonly options: Omit<ErlangOptions, 'currentLimits'>;
}

/** What a thread does for one node: each call brings with it what it takes to begin anew, should the thread be a new one. */
export interface NodeCalls {
  /** @returns the name of the node */
  readonly connect: (reach: NodeReach) => Promise<string>;
  readonly round: (ask: NodeReach & NodeQuestion) => Promise<NodeRound>;
  readonly verdicts: (thresholds: VerdictThresholds) => readonly MeasureVerdict[];
  readonly remember: (about: null) => string;
  readonly recall: (memory: string) => void;
  readonly code: (ask: NodeReach & { readonly modules: readonly string[] }) => Promise<AnsweredCode>;
  readonly collect: (ask: NodeReach & { readonly process: string }) => Promise<CollectedProcess>;
  readonly trace: (ask: NodeReach & TraceQuestion) => Promise<MonitorTrace>;
  readonly memory: (reach: NodeReach) => Promise<NodeLook>;
  readonly processes: (ask: NodeReach & { readonly question: ProcessQuestion }) => Promise<ProcessList>;
  readonly capture: (ask: NodeReach & NodeCaptureQuestion) => Promise<CapturedNode>;
}
