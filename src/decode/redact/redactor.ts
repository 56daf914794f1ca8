import type { Redacted, Redactor } from '../../shared/redaction';
import { recogniseFormat } from '../formats';
import { inflate } from '../inflate';
import { unreadable } from '../unreadable';
import { redactProfile } from './redactProfile';
import { redactText } from './redactText';
import { newTally } from './tally';

/** Reads any file of a snapshot as it was captured, gzip or not, and answers it unpacked. */
export const redactor: Redactor = {
  file: redactFile,
  target: { id: 'service', name: 'service', url: 'http://service.invalid/debug/pprof/' },
};

function redactFile(name: string, bytes: Uint8Array): Redacted {
  const unpacked = inflate(bytes, name);
  const format = recogniseFormat(unpacked);
  const tally = newTally();
  const isText = name.endsWith('.txt') || format === 'heap-text' || format === 'count-text';
  if (isText) return { bytes: redactText(unpacked, tally), counts: tally };
  if (format === 'profile-proto') return { bytes: redactProfile(unpacked, name, tally), counts: tally };
  // What cannot be read to its end cannot be promised to hold nothing private.
  throw unreadable(name, `a profile of this format (${format}) cannot be redacted`);
}
