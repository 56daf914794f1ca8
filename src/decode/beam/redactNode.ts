import type { KeptNode, KeptProcesses } from '../../shared/model/beam/keptNode';
import type { MonitorEnds, NodeProcess } from '../../shared/model/beam/nodeProcess';
import { withoutAccounts, type Tally } from '../redact/tally';

/** Of a node in place of its own, whose second part is the name of a machine. */
const anyNode = 'node@host';

export function redactedNode({ look, ...rest }: KeptNode): KeptNode {
  return { ...rest, look: { ...look, identity: { ...look.identity, name: anyNode } } };
}

/** Names of functions, files and processes stay: they find a leak. */
export function redactedProcesses({ total, rows }: KeptProcesses, tally: Tally): KeptProcesses {
  return { total, rows: rows.map((row) => redactedProcess(row, tally)) };
}

function redactedProcess(process: NodeProcess, tally: Tally): NodeProcess {
  return {
    ...process,
    stack: process.stack.map((frame) => ({ ...frame, file: withoutAccounts(frame.file, tally) })),
    monitors: redactedEnds(process.monitors),
    monitoredBy: redactedEnds(process.monitoredBy),
  };
}

/** `<0.123.0> @ shop@db.example`: who it is stays, where it is goes. */
function redactedEnds(ends: MonitorEnds | null): MonitorEnds | null {
  if (ends === null) return null;
  return { ...ends, most: ends.most.map((end) => ({ ...end, other: end.other.replace(/ @ .*$/s, ` @ ${anyNode}`) })) };
}
