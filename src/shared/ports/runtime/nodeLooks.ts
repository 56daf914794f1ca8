import type { Disposable } from '../../base/disposable';
import type { NodeLook } from '../../model/beam/nodeMemory';
import type { FunctionName, NodeProcess } from '../../model/beam/nodeProcess';
import type { ErlangOptions } from '../sources/erlangNode';

/** By what processes are put in order. */
export const processOrders = ['memory', 'queue', 'monitors', 'monitored-by', 'binary', 'reductions'] as const;
export type ProcessOrder = (typeof processOrders)[number];

export interface ProcessQuestion {
  readonly by: ProcessOrder;
  /** Between two looks, whose difference decides the order; null for one look. */
  readonly windowMillis: number | null;
  /** Most that are told; 0 for all. */
  readonly limit: number;
}

export interface ListedProcess extends NodeProcess {
  /** In the unit of the order; null where there was one look, or the process was not there or not measured in the first. */
  readonly growth: number | null;
}

export interface ProcessList {
  /** All that run. */
  readonly total: number;
  /** First what has most, or grew most. */
  readonly rows: readonly ListedProcess[];
  /** What those are called that monitor, or are monitored, by their pids, where the order is by monitors. */
  readonly names: ReadonlyMap<string, string>;
}

/** A process before and after its garbage was collected. */
export interface CollectedProcess {
  readonly before: NodeProcess;
  /** Null where it ended meanwhile. */
  readonly after: NodeProcess | null;
}

export interface TraceQuestion {
  /** A pid as a shell shows it, or a registered name. */
  readonly process: string;
  /** Calls that are seen at most. */
  readonly most: number;
  /** The time after which the trace ends, ms. */
  readonly millis: number;
}

/** A line that monitors. */
export interface MonitorCaller {
  readonly by: FunctionName;
  /** As a person reads it. */
  readonly function: string;
  /** As it was given to the compiler; empty when the runtime does not know. */
  readonly file: string;
  /** 1-based; 0 when the runtime does not know. */
  readonly line: number;
  readonly calls: number;
}

export interface MonitorTrace {
  /** As many calls were seen as were wanted, or the time was over; or nothing was traced: it has ended, or has another tracer. */
  readonly ending: 'enough' | 'time' | 'gone' | 'other-tracer';
  readonly calls: number;
  /** Most calls first. */
  readonly callers: readonly MonitorCaller[];
}

/** What a node is asked for a person or an agent, beside what is followed. */
export interface NodeReports {
  /** @throws LeakLensError */
  memory(signal: AbortSignal): Promise<NodeLook>;
  /** @throws LeakLensError */
  processes(question: ProcessQuestion, signal: AbortSignal): Promise<ProcessList>;
}

/** A node that was reached, for a look or two. */
export interface OpenNode extends NodeReports, Disposable {
  /** As it names itself. */
  readonly name: string;
  /** Collects the garbage of processes now, by pid or name: only when a person has agreed. @throws LeakLensError */
  collect(processes: readonly string[], signal: AbortSignal): Promise<readonly CollectedProcess[]>;
  /** Who calls `erlang:monitor/2` in a process: only when a person has agreed. @throws LeakLensError */
  traceMonitors(question: TraceQuestion, signal: AbortSignal): Promise<MonitorTrace>;
}

/** Looks at nodes of Erlang's that nobody follows. */
export interface NodeLooks {
  /** @param address as `readBeamAddress` takes it. @throws LeakLensError */
  open(address: string, options: ErlangOptions, signal: AbortSignal): Promise<OpenNode>;
}
