import type { Disposable } from '../../base/disposable';
import type { NodeLook } from '../../model/beam/nodeMemory';
import type { NodeProcess } from '../../model/beam/nodeProcess';
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
}

/** A node that was reached, for a look or two. */
export interface OpenNode extends Disposable {
  /** As it names itself. */
  readonly name: string;
  /** @throws LeakLensError */
  memory(signal: AbortSignal): Promise<NodeLook>;
  /** @throws LeakLensError */
  processes(question: ProcessQuestion, signal: AbortSignal): Promise<ProcessList>;
}

/** Looks at nodes of Erlang's that nobody follows. */
export interface NodeLooks {
  /** @param address as `readBeamAddress` takes it. @throws LeakLensError */
  open(address: string, options: ErlangOptions, signal: AbortSignal): Promise<OpenNode>;
}
