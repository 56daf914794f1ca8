import type { GoroutineDump } from '../../shared/model/goroutine';
import type { Frame } from '../../shared/model/sourceLocation';
import { parseSymbolLine } from '../base/symbolLine';
import type { TextLines } from '../base/textLines';
import { parseLabels } from './goQuoted';
import type { GoroutineHeader } from './goroutineHeader';
import { GroupBuilder } from './groupBuilder';

const heading = /^(\S+) profile: total (\d+)$/;
const record = /^(\d+) @((?: 0x[0-9a-f]+)*)\s*$/;
const labelLine = /^# labels: \{(.*)\}\s*$/;

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
  const [, name, total] = heading.exec(lines.text()) ?? [];
  const groups = new CountReader(lines, name === 'goroutineleak').read();
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
    while (this.lines.next()) {
      const text = this.lines.text();
      const count = record.exec(text)?.[1];
      if (count !== undefined) {
        this.close();
        this.count = Number(count);
      } else this.readDetail(text);
    }
    const truncated = !this.lines.terminated;
    if (!truncated) this.close();
    return this.groups.build(truncated);
  }

  private readDetail(text: string): void {
    const labels = labelLine.exec(text)?.[1];
    if (labels !== undefined) {
      this.labels = parseLabels(labels) ?? {};
      return;
    }
    const frame = parseSymbolLine(text);
    if (frame === null || frame.name === '') return;
    this.groups.addFrame(this.rowOf({ function: frame.name, file: frame.file, line: frame.line, inlined: false }));
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
    const header: GoroutineHeader = { state: '', minutes: null, leaked, labels };
    if (count > 0) this.groups.close(this.groups.keyed(header), -1, count);
    else this.groups.drop();
    this.count = 0;
    this.labels = {};
  }
}
