import type { GoroutineDump } from '../../../shared/model/go/goroutine';
import { TextLines } from '../../base/textLines';
import { unreadable } from '../../base/unreadable';
import { isDelveLine, readDelveList } from './delveList';
import { isCountRecord, isGoroutineCounts, readGoroutineCounts } from './goroutineCounts';
import { readGoroutineStacks, readStackDumps, type DumpAtLine } from './goroutineStacks';
import { findHeader, isGoroutineHeader } from './headerLine';

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

/**
 * All dumps of a text as people have it: of a crash, a log or a list of leaks (goleak, leaktest), of delve, or without the heading
 * of `debug=1`. None where there is no goroutine in it.
 */
export function readDumps(text: Uint8Array): DumpAtLine[] {
  const lines = new TextLines(text);
  while (lines.next()) {
    lines.trimEnd();
    const line = lines.number;
    if (isGoroutineHeader(lines) || findHeader(lines) !== null) return withContent(readStackDumps(lines));
    if (lines.end - lines.start >= maxRecord) continue;
    const start = lines.text();
    if (isGoroutineCounts(start.trim()) || isCountRecord(start)) return [{ line, dump: readGoroutineCounts(lines) }];
    if (isDelveLine(lines)) return [{ line, dump: readDelveList(lines) }];
  }
  return [];
}

/** The stack of a thread alone is no dump, unless the text was cut before there was more. */
function withContent(dumps: DumpAtLine[]): DumpAtLine[] {
  const whole = dumps.filter(({ dump }) => dump.total > 0);
  return whole.length > 0 ? whole : dumps.slice(-1);
}

/** A first line of debug=1 is short; anything longer need not be made text of. */
const maxHeading = 100;

/** A record of a stack that is as deep as the runtime records. */
const maxRecord = 4096;
