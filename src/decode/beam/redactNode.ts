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
    ...(process.label !== undefined && { label: redactedLabel(process.label, tally) }),
    stack: process.stack.map((frame) => ({ ...frame, file: withoutAccounts(frame.file, tally) })),
    monitors: redactedEnds(process.monitors),
    monitoredBy: redactedEnds(process.monitoredBy),
  };
}

/**
 * `{session, _}` of `{session, "ann@example.com"}`: the plain atoms of a label tell what kind of process it is, and all else may tell of a
 * customer. One that was cut within quotes is taken to go on.
 */
function redactedLabel(label: string, tally: Tally): string {
  const kept = label.replace(/"(?:[^"\\]|\\.)*(?:"|$)|'(?:[^'\\]|\\.)*(?:'|$)|#\w+|<[\d.]+>|-?\d[\w.+-]*/gs, '_');
  if (kept !== label) tally.labels += 1;
  return kept;
}

/** `<0.123.0> @ shop@db.example`: who it is stays, where it is goes. */
function redactedEnds(ends: MonitorEnds | null): MonitorEnds | null {
  if (ends === null) return null;
  return { ...ends, most: ends.most.map((end) => ({ ...end, other: end.other.replace(/ @ .*$/s, ` @ ${anyNode}`) })) };
}
