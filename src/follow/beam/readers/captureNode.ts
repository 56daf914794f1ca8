import { keptNodeFile, keptProcessesFile } from '../../../shared/model/beam/keptNode';
import type { NodeFiles } from '../../../shared/ports/nodeFiles';
import type { CapturedNode, NodeCaptureQuestion } from '../../../shared/ports/runtime/watchedNode';
import type { ErlangNode } from '../../../shared/ports/sources/erlangNode';
import { Asker } from '../questions/ask';
import { lookAtNode } from '../questions/lookAtNode';
import { lookAtProcesses } from '../questions/lookAtProcesses';
import { sweepProcesses, type ProcessSweep } from '../questions/sweepProcesses';

export interface CaptureTools {
  readonly files: NodeFiles;
  readonly now: () => number;
  /** The address that a person named, for errors. */
  readonly subject: string;
}

/** Asks a node for all that a snapshot holds. What is kept is read back before. @throws LeakLensError */
export async function captureNode(
  node: ErlangNode,
  { mostProcesses, redact }: NodeCaptureQuestion,
  { files, now, subject }: CaptureTools,
  signal: AbortSignal,
): Promise<CapturedNode> {
  const ask = new Asker(node, signal);
  const look = await lookAtNode(ask, node, subject);
  const sweep = await sweepProcesses(ask);
  const rows = await lookAtProcesses(ask, largest(sweep, mostProcesses));
  const longestMailbox = sweep.queue.reduce((most, length) => Math.max(most, length), 0);
  const written = [
    { name: keptNodeFile, bytes: files.writeNode({ look, longestMailbox }) },
    { name: keptProcessesFile, bytes: files.writeProcesses({ total: sweep.pids.length, rows }) },
  ];
  const kept = written.map(({ name, bytes }) => {
    const redacted = files.redact(name, { bytes, subject: name, maxBytes: Infinity });
    return { name, bytes: redact ? redacted.bytes : bytes };
  });
  return { atMillis: now(), look, longestMailbox, files: kept };
}

function largest({ pids, memory }: ProcessSweep, most: number) {
  if (pids.length <= most) return pids;
  const rows = pids.map((_pid, row) => row).sort((a, b) => (memory[b] ?? 0) - (memory[a] ?? 0));
  return rows.slice(0, most).flatMap((row) => pids[row] ?? []);
}
