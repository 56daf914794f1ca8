import type { GoroutineDump } from '../../../shared/model/go/goroutine';
import type { Frame } from '../../../shared/model/sourceLocation';
import { parseSymbolLine } from '../../base/symbolLine';
import type { TextLines } from '../../base/textLines';
import { parseLabels } from '../../base/goQuoted';
import type { GoroutineHeader } from './goroutineHeader';
import { GroupBuilder } from './groupBuilder';

const heading = /^(\S+) profile: total (\d+)$/;
const record = /^[ \t]*(\d{1,15}) @((?:[ \t]+0x[0-9a-f]+)*)\s*$/;
const labelLine = /^[ \t]*#[ \t]*labels: \{(.*)\}\s*$/;

/** A record of threads or contentions has no heading either, but values of its own. */
const firstRecord = /^[ \t]*\d{1,15} @(?:[ \t]+0x[0-9a-f]+)+\s*$/;

/** A record of `debug=1`, with which a text begins whose heading was left out. */
export function isCountRecord(line: string): boolean {
  return firstRecord.test(line);
}

/** What `goroutine?debug=1` begins with: `goroutine profile: total 73`. */
export function isGoroutineCounts(firstLine: string): boolean {
  const name = heading.exec(firstLine)?.[1];
  return name === 'goroutine' || name === 'goroutineleak';
}

/**
 * Groups of a `debug=1` text, whose first line is the current one. The runtime has grouped already, by program counters
 * and labels; this text has neither states nor creators, and hides leading runtime frames.
 */
export function readGoroutineCounts(lines: TextLines): GoroutineDump {
  const [, name, total] = heading.exec(lines.text().trim()) ?? [];
  const reader = new CountReader(lines, name === 'goroutineleak');
  if (name === undefined) return { ...reader.readRecords(), isTotalKnown: false };
  const groups = reader.read();
  const truncated = groups.total < Number(total) || groups.truncated;
  return { ...groups, truncated };
}

class CountReader {
  private readonly lines: TextLines;
  private readonly leaked: boolean;
  private readonly table: Frame[] = [];
  private readonly rows = new Map<string, number>();
  private readonly groups = new GroupBuilder(this.table);
  private count = 0;
  private labels: Readonly<Record<string, string>> = {};

  constructor(lines: TextLines, leaked: boolean) {
    this.lines = lines;
    this.leaked = leaked;
  }

  read(): GoroutineDump {
    return this.lines.next() ? this.readRecords() : this.groups.build(!this.lines.terminated);
  }

  /** From the current line on. */
  readRecords(): GoroutineDump {
    let isWhole = true;
    do {
      const text = this.lines.text();
      const count = record.exec(text)?.[1];
      if (count !== undefined) {
        this.close();
        this.count = Number(count);
      } else isWhole = this.readDetail(text);
    } while (this.lines.next());
    // A paste has no last line feed; a frame that stops short has no line.
    const truncated = !this.lines.terminated && !isWhole;
    if (!truncated) this.close();
    return this.groups.build(truncated);
  }

  /** False for a line that may be part of one. */
  private readDetail(text: string): boolean {
    const labels = labelLine.exec(text)?.[1];
    if (labels !== undefined) {
      this.labels = parseLabels(labels) ?? {};
      return true;
    }
    const frame = parseSymbolLine(text);
    if (frame === null || frame.name === '') return !text.trimStart().startsWith('#');
    this.groups.addFrame(this.rowOf({ function: frame.name, file: frame.file, line: frame.line, inlined: false }));
    return frame.line > 0;
  }

  private rowOf(frame: Frame): number {
    const key = `${frame.function} ${frame.file}:${frame.line}`;
    const known = this.rows.get(key);
    if (known !== undefined) return known;
    const row = this.table.push(frame) - 1;
    this.rows.set(key, row);
    return row;
  }

  private close(): void {
    const { count, labels, leaked } = this;
    const header: GoroutineHeader = { state: '', minutes: null, leaked, isLocked: false, labels };
    if (count > 0) this.groups.close(this.groups.keyed(header), -1, count);
    else this.groups.drop();
    this.count = 0;
    this.labels = {};
  }
}
