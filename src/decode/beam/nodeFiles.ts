import { gzipSync } from 'node:zlib';
import { keptNodeFile, keptProcessesFile } from '../../shared/model/beam/keptNode';
import { LeakLensError } from '../../shared/model/errors';
import { nothingRedacted } from '../../shared/model/redaction';
import type { NodeFile, NodeFiles } from '../../shared/ports/nodeFiles';
import { inflate } from '../base/inflate';
import { newTally } from '../redact/tally';
import type { Placed } from './jsonShape';
import { keptNode, keptProcesses } from './readKept';
import { redactedNode, redactedProcesses } from './redactNode';

/** A snapshot keeps 2,000 processes of about a kilobyte; a larger file is none of ours. */
const mostBytes = 16 * 2 ** 20;

export const nodeFiles: NodeFiles = {
  writeNode: packed,
  writeProcesses: packed,
  readNode: (file) => keptNode(parsed(file)),
  readProcesses: (file) => keptProcesses(parsed(file)),
  redact(name, file) {
    const tally = newTally();
    if (name === keptNodeFile) return { bytes: packed(redactedNode(keptNode(parsed(file)))), counts: nothingRedacted };
    if (name === keptProcessesFile) {
      const bytes = packed(redactedProcesses(keptProcesses(parsed(file)), tally));
      return { bytes, counts: { ...nothingRedacted, ...tally } };
    }
    throw new LeakLensError({ kind: 'unreadable', subject: file.subject, detail: 'no file of a node’s snapshot' });
  },
};

function packed(kept: object): Uint8Array {
  return gzipSync(JSON.stringify(kept));
}

function parsed({ bytes, subject, maxBytes }: NodeFile): Placed {
  const text = new TextDecoder().decode(inflate(bytes, subject, Math.min(maxBytes, mostBytes)));
  try {
    return { value: JSON.parse(text) as unknown, place: '', subject };
  } catch (error) {
    throw new LeakLensError({ kind: 'unreadable', subject, detail: 'it is no JSON' }, error);
  }
}
