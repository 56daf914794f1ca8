import type {
  NodeCalls,
  NodeCaptureQuestion,
  NodeQuestion,
  NodeReach,
  OpenWatchedNode,
  WatchedNode,
} from '../../../shared/ports/runtime/watchedNode';
import type { TraceQuestion } from '../../../shared/ports/runtime/nodeLooks';
import type { ErlangNode, ErlangOptions } from '../../../shared/ports/sources/erlangNode';
import type { SourceLimits } from '../../../shared/model/target/sourceLimits';
import type { ServedCalls, ThreadCalls } from '../../../shared/ports/threadCalls';
import type { NodeReading } from './directNodes';
import { nodeReports } from '../questions/nodeReports';
import { captureNode } from './captureNode';
import { NodeWatch } from './nodeWatch';

/**
 * Nodes that each have a thread, which holds the connection: what a node sends is read and judged there, and a thread that has too much of
 * it is that node's alone. One that was lost is started anew by the next round, and connects.
 */
export function threadNodes(startThread: () => ThreadCalls<NodeCalls>): OpenWatchedNode {
  return async (address, options, signal): Promise<WatchedNode> => {
    const thread = startThread();
    const reach = (): NodeReach => ({ address, options: optionsNow(options) });
    const about = (during: AbortSignal) => ({ subject: address, signal: during });
    try {
      const name = await thread.call('connect', reach(), about(signal));
      return {
        name,
        round: (question, during) => thread.call('round', { ...reach(), ...question }, about(during)),
        verdicts: (thresholds) => thread.call('verdicts', thresholds, { subject: address }),
        remember: () => thread.call('remember', null, { subject: address }),
        recall: (memory) => thread.call('recall', memory, { subject: address }),
        code: (modules, during) => thread.call('code', { ...reach(), modules }, about(during)),
        collect: (process, during) => thread.call('collect', { ...reach(), process }, about(during)),
        traceMonitors: (question, during) => thread.call('trace', { ...reach(), ...question }, about(during)),
        capture: (question, during) => thread.call('capture', { ...reach(), ...question }, about(during)),
        memory: (during) => thread.call('memory', reach(), about(during)),
        processes: (question, during) => thread.call('processes', { ...reach(), question }, about(during)),
        dispose: () => thread.dispose(),
      };
    } catch (error) {
      // Whoever gave up waits no more for the hands that are shaken.
      thread.dispose();
      throw error;
    }
  };
}

/** The limits as they are now go along with each call: a function does not cross. */
function optionsNow({ currentLimits, ...options }: ErlangOptions): NodeReach['options'] {
  return { ...options, ...currentLimits?.() };
}

/** What such a thread serves. */
export function nodeCalls(parts: NodeReading): ServedCalls<NodeCalls> {
  const served = new ServedNode(parts);
  return {
    connect: (reach) => served.connect(reach),
    round: (ask) => served.round(ask),
    verdicts: (thresholds) => served.watch?.verdicts(thresholds) ?? [],
    remember: () => served.watch?.remember() ?? '',
    recall: (memory) => served.watch?.recall(memory),
    code: (ask) => served.code(ask),
    collect: (ask) => served.collect(ask),
    trace: (ask) => served.trace(ask),
    memory: async (reach) => (await served.reports(reach)).memory(served.during),
    processes: async ({ question, ...reach }) => (await served.reports(reach)).processes(question, served.during),
    capture: (ask) => served.capture(ask),
  };
}

class ServedNode {
  watch: NodeWatch | null = null;
  private readonly parts: NodeReading;
  private node: ErlangNode | null = null;
  private limits: SourceLimits | null = null;
  /** Calls end with the thread, and by the limit of each answer. */
  private readonly life = new AbortController();

  constructor(parts: NodeReading) {
    this.parts = parts;
  }

  async connect({ address, options }: NodeReach): Promise<string> {
    this.limits = options;
    const currentLimits = () => this.limits ?? options;
    this.node ??= await this.parts.connector.connect(address, { ...options, currentLimits }, this.life.signal);
    this.watch ??= new NodeWatch(this.parts, this.node, address);
    return this.node.name;
  }

  async round({ sweeps, modules, ...reach }: NodeReach & NodeQuestion) {
    return (await this.watched(reach)).round({ sweeps, modules }, this.life.signal);
  }

  async code({ modules, ...reach }: NodeReach & { readonly modules: readonly string[] }) {
    return (await this.watched(reach)).code(modules, this.life.signal);
  }

  async collect({ process, ...reach }: NodeReach & { readonly process: string }) {
    return (await this.watched(reach)).collect(process, this.life.signal);
  }

  async trace({ process, most, millis, ...reach }: NodeReach & TraceQuestion) {
    return (await this.watched(reach)).traceMonitors({ process, most, millis }, this.life.signal);
  }

  /** Calls end with the thread. */
  get during(): AbortSignal {
    return this.life.signal;
  }

  async reports(reach: NodeReach) {
    return nodeReports(await this.connected(reach), reach.address, this.parts.clock);
  }

  private async connected(reach: NodeReach): Promise<ErlangNode> {
    await this.connect(reach);
    if (this.node === null) throw new Error('A node that is asked is connected.');
    return this.node;
  }

  private async watched(reach: NodeReach): Promise<NodeWatch> {
    await this.connect(reach);
    if (this.watch === null) throw new Error('A node that is connected is watched.');
    return this.watch;
  }

  async capture({ mostProcesses, redact, ...reach }: NodeReach & NodeCaptureQuestion) {
    const node = await this.connected(reach);
    const { files, clock } = this.parts;
    const tools = { files, now: () => clock.now(), subject: reach.address };
    return captureNode(node, { mostProcesses, redact }, tools, this.life.signal);
  }
}
