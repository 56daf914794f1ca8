import type { Redactor } from '../../shared/ports/redactor';
import type { Redacted } from '../../shared/model/redaction';
import { recogniseFormat } from '../formats/formats';
import { decodeLimits, defaultMaxInflatedBytes, requireText } from '../base/decodeLimits';
import { inflate } from '../base/inflate';
import { WireReader } from '../proto/wireReader';
import { unreadable } from '../base/unreadable';
import { redactProfile } from './redactProfile';
import { redactText, type StackText } from './redactText';
import { newTally } from './tally';

/** Reads any file of a snapshot as it was captured, gzip or not, and answers it unpacked. */
export function createRedactor(stacks: StackText): Redactor {
  return { file: (name, bytes, maxBytes) => redactFile({ name, bytes, maxBytes }, stacks) };
}

interface CapturedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly maxBytes: number | undefined;
}

function redactFile({ name, bytes, maxBytes = defaultMaxInflatedBytes }: CapturedFile, stacks: StackText): Redacted {
  const unpacked = inflate(bytes, name, maxBytes);
  const limits = decodeLimits(maxBytes);
  const format = recogniseFormat(unpacked);
  const tally = newTally();
  const isText =
    name.endsWith('.txt') || format === 'heap-text' || format === 'jemalloc-text' || format === 'count-text';
  if (isText) {
    requireText(unpacked, limits, name);
    return { bytes: redactText(unpacked, tally, stacks), counts: tally };
  }
  if (format === 'profile-proto') {
    const reader = new WireReader(unpacked, name, limits);
    return { bytes: redactProfile(unpacked, reader, tally), counts: tally };
  }
  // What cannot be read to its end cannot be promised to hold nothing private.
  throw unreadable(name, `a profile of this format (${format}) cannot be redacted`);
}
