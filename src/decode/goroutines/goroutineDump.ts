import type { GoroutineDump } from '../../shared/model/goroutine';
import { TextLines } from '../base/textLines';
import { unreadable } from '../base/unreadable';
import { isGoroutineCounts, readGoroutineCounts } from './goroutineCounts';
import { isGoroutineHeader, readGoroutineStacks } from './goroutineStacks';

/**
 * Reads the text of `goroutine?debug=2` (every goroutine with state, age and creator; the format of crashes as well) or
 * `goroutine?debug=1` (counts by stack). Text before the first goroutine is skipped.
 *
 * @throws LeakLensError `unreadable` when there is no goroutine in it.
 */
export function readGoroutineDump(text: Uint8Array, subject: string): GoroutineDump {
  const lines = new TextLines(text);
  while (lines.next()) {
    if (isGoroutineHeader(lines)) return readGoroutineStacks(lines);
    if (lines.end - lines.start < maxHeading && isGoroutineCounts(lines.text())) return readGoroutineCounts(lines);
  }
  const expected = 'expected a line like "goroutine 1 [running]:" or "goroutine profile: total 1"';
  throw unreadable(subject, `${expected}, found none in ${text.length} bytes`);
}

/** A first line of debug=1 is short; anything longer need not be made text of. */
const maxHeading = 100;
