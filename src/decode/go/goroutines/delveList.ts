import type { GoroutineDump } from '../../../shared/model/go/goroutine';
import type { Frame } from '../../../shared/model/sourceLocation';
import type { TextLines } from '../../base/textLines';
import { GroupBuilder } from './groupBuilder';

/**
 * A line of `goroutines` in delve (formatGoroutine and writeGoroutineLong in its pkg/terminal/command.go), which also shows runtime,
 * start and go places: `* Goroutine 18 - User: ./main.go:9 main.leak.func1 (0x4a2e3e) (thread 7) [chan receive 1234567890]`.
 */
const goroutine =
  /^[ \t]*(?:\* )?Goroutine (\d{1,15}) - (User|Runtime|Go|Start): (.{1,2000}):(\d{1,9}) (\S{1,2000}) \(0x[0-9a-f]{1,16}\)(.{0,2000})$/;
const waiting = /\[([^\]\d][^\]]{0,200}?)(?: \d{1,20})?\]/;

const longestLine = 4096;

export function isDelveLine(lines: TextLines): boolean {
  return lines.end - lines.start < longestLine && goroutine.test(lines.text());
}

/** The list that begins at the current line. Each goroutine has one frame, the place that delve was asked to show. */
export function readDelveList(lines: TextLines): GoroutineDump {
  const frames: Frame[] = [];
  const rows = new Map<string, number>();
  const groups = new GroupBuilder(frames);
  do {
    if (lines.end - lines.start >= longestLine) continue;
    const [, id = '', kind = '', file = '', line = '', name = '', rest = ''] = goroutine.exec(lines.text()) ?? [];
    if (id === '') continue;
    const key = `${name} ${file}:${line}`;
    const row = rows.get(key) ?? frames.push({ function: name, file, line: Number(line), inlined: false }) - 1;
    rows.set(key, row);
    const isThread = rest.includes('(thread ');
    const state = waiting.exec(rest)?.[1] ?? (isThread ? 'running' : '');
    const header = groups.keyed({ state, minutes: null, leaked: false, isLocked: false, labels: {} });
    // "Go" names the statement that started it, not where it is.
    if (kind !== 'Go') groups.addFrame(row);
    groups.closeOne(header, kind === 'Go' ? row : -1, Number(id));
  } while (lines.next());
  return groups.build(false);
}
