import { parsedJson } from '../../shared/base/parsedJson';
import type { LineAmount } from '../../shared/model/lineSeries';
import type { SiteReport } from '../../shared/model/siteReport';
import type { SnapshotFileName } from '../../shared/model/snapshot';

/** The file of a moment that says what lines cost, so that nobody has to add up profiles for a chart. */
export const linesFile: SnapshotFileName = 'lines.txt';

const most = { lines: 100, bytes: 256 * 1024, text: 4096 };

/** The heaviest lines of a report, of each measure: a line of JSON each. */
export function linesText(report: SiteReport): string {
  return linesOf(report)
    .map(({ measure, function: name, file, line, value }) => JSON.stringify([measure, value, line, name, file]))
    .join('\n');
}

/** The same without a file. What waits on one line for several things is counted together. */
export function linesOf({ heap, blocked }: SiteReport): readonly LineAmount[] {
  const summed = new Map<string, LineAmount>();
  const add = (amount: LineAmount) => {
    const key = `${amount.measure} ${String(amount.line)} ${amount.function}\0${amount.file}`;
    summed.set(key, { ...amount, value: amount.value + (summed.get(key)?.value ?? 0) });
  };
  for (const { site, bytes } of heap.slice(0, most.lines)) add({ measure: 'heap', ...placeOf(site), value: bytes });
  for (const { site, count } of blocked.slice(0, most.lines))
    add({ measure: 'blocked', ...placeOf(site), value: count });
  return [...summed.values()];
}

/** Reads it line by line; what is none is left out, since anybody may have edited it. */
export function parseLines(bytes: Uint8Array): readonly LineAmount[] {
  if (bytes.length > most.bytes) return [];
  const lines = new TextDecoder().decode(bytes).split('\n');
  return lines.slice(0, 2 * most.lines).flatMap((text) => parseLine(parsedJson(text)) ?? []);
}

function parseLine(data: unknown): LineAmount | null {
  if (!Array.isArray(data)) return null;
  const [measure, value, line, name, file] = data as readonly unknown[];
  if (measure !== 'heap' && measure !== 'blocked') return null;
  if (typeof value !== 'number' || typeof line !== 'number' || !isText(name) || !isText(file)) return null;
  return { measure, value, line, function: name, file };
}

function placeOf({ function: name, file, line }: Pick<LineAmount, 'function' | 'file' | 'line'>) {
  return { function: name, file, line };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= most.text;
}
