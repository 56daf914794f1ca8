import { ByteWriter } from '../byteWriter';
import { jsonTexts } from './jsonLine';
import { isServiceColumn, serviceFields } from './serviceFields';
import { findMarks } from './envelopeVote';
import type { TextStream } from './peelLayer';
import type { TextMarks } from '../textMarks';
import { asBuffer } from '../textSpan';

const quote = 0x22;
const lineFeed = 10;
const carriageReturn = 13;

/** A table of log lines, as Grafana, Kibana, Datadog, Splunk and CloudWatch export them. */
interface CsvText {
  /** The column that was read. */
  readonly column: string;
  readonly streams: readonly TextStream[];
  readonly hasMore: boolean;
}

/** Between the quotes where it has some. */
interface Cell {
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
}

const maxColumns = 256;
const maxServices = 256;
const longestHeading = 4096;

const columnName = /^[@_A-Za-z][-\w .@]{0,80}$/;

/** The lines of the column in which marks stand, told apart by the columns that name a service; null for what is no such table. */
export function readCsv(text: Uint8Array, marks: TextMarks): CsvText | null {
  const bytes = asBuffer(text);
  const end = bytes.subarray(0, longestHeading).indexOf(lineFeed);
  if (end <= 0) return null;
  for (const delimiter of [',', ';', '\t']) {
    const names = columnsOf(bytes, delimiter.charCodeAt(0));
    if (names !== null) return readColumn({ bytes, delimiter: delimiter.charCodeAt(0), names }, marks);
  }
  return null;
}

function columnsOf(bytes: Buffer, delimiter: number): readonly string[] | null {
  const [heading, first] = [...firstRecords(bytes, delimiter)];
  if (heading === undefined || first === undefined || heading.length < 2 || heading.length !== first.length)
    return null;
  const names = heading.map((cell) => bytes.toString('utf8', cell.start, cell.end));
  return names.every((name) => columnName.test(name)) ? names : null;
}

function* firstRecords(bytes: Buffer, delimiter: number): Generator<readonly Cell[]> {
  let left = 2;
  for (const cells of records(bytes, delimiter)) {
    if (left === 0) return;
    left -= 1;
    yield cells;
  }
}

interface Table {
  readonly bytes: Buffer;
  readonly delimiter: number;
  readonly names: readonly string[];
}

function readColumn({ bytes, delimiter, names }: Table, marks: TextMarks): CsvText | null {
  const votes = names.map(() => 0);
  for (const cells of records(bytes, delimiter)) {
    cells.forEach(({ start, end }, at) => {
      const isMarked = findMarks(bytes.subarray(start, end), marks, 1).next().done !== true;
      if (isMarked && at < votes.length) votes[at] = (votes[at] ?? 0) + 1;
    });
  }
  const most = Math.max(...votes);
  const column = votes.indexOf(most);
  if (most === 0) return null;
  const writers = new Map<string, ByteWriter>();
  let hasMore = false;
  for (const cells of records(bytes, delimiter)) {
    const cell = cells[column];
    if (cell === undefined || cells.length !== names.length) continue;
    const service = serviceOf(bytes, names, cells);
    const writer = writers.get(service) ?? new ByteWriter();
    hasMore ||= !writers.has(service) && writers.size >= maxServices;
    if (!writers.has(service) && writers.size >= maxServices) continue;
    writers.set(service, writer);
    writeCell(writer, bytes, cell);
  }
  const streams = [...writers].map(([service, writer]) => ({ service, bytes: writer.bytes() }));
  return { column: names[column] ?? '', streams, hasMore };
}

function serviceOf(bytes: Buffer, names: readonly string[], cells: readonly Cell[]): string {
  const words = names.flatMap((name, at) => {
    const { start = 0, end = 0 } = cells[at] ?? {};
    if (isServiceColumn(name)) return [bytes.toString('utf8', start, Math.min(end, start + 100))];
    // Grafana writes the labels of a stream as JSON.
    return name === 'labels' ? labelled(bytes.toString('utf8', start, end).replaceAll('""', '"')) : [];
  });
  return words.filter(Boolean).join(' ');
}

function labelled(text: string): string[] {
  const bytes = Buffer.from(text);
  return [...jsonTexts(bytes, 0, bytes.length)].flatMap(({ key, start, end }) =>
    serviceFields.includes(key) ? [bytes.toString('utf8', start, Math.min(end, start + 100))] : [],
  );
}

function writeCell(writer: ByteWriter, bytes: Buffer, { start, end, isQuoted }: Cell): void {
  let from = start;
  for (let at = start; isQuoted && at < end; at += 1) {
    if (bytes[at] !== quote) continue;
    writer.append(bytes, from, at + 1);
    // A quote is written twice.
    at += 1;
    from = at + 1;
  }
  writer.append(bytes, from, end);
  writer.endLine();
}

/** The records of RFC 4180, whose quoted cells may hold ends of lines. */
function* records(bytes: Buffer, delimiter: number): Generator<readonly Cell[]> {
  let cells: Cell[] = [];
  for (let at = 0; at < bytes.length;) {
    const isQuoted = bytes[at] === quote;
    const start = isQuoted ? at + 1 : at;
    const end = isQuoted ? closing(bytes, start) : behindPlain(bytes, start, delimiter);
    if (cells.length < maxColumns) cells.push({ start, end, isQuoted });
    at = isQuoted ? behindPlain(bytes, end, delimiter) : end;
    if (bytes[at] === delimiter) {
      at += 1;
      if (at < bytes.length && bytes[at] !== lineFeed) continue;
      cells.push({ start: at, end: at, isQuoted: false });
    }
    at += bytes[at] === carriageReturn ? 2 : 1;
    yield cells;
    cells = [];
  }
  if (cells.length > 0) yield cells;
}

function closing(bytes: Buffer, start: number): number {
  for (let at = bytes.indexOf(quote, start); at >= 0; at = bytes.indexOf(quote, at + 2))
    if (bytes[at + 1] !== quote) return at;
  return bytes.length;
}

function behindPlain(bytes: Buffer, start: number, delimiter: number): number {
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === delimiter || byte === lineFeed) return at;
    if (byte === carriageReturn && bytes[at + 1] === lineFeed) return at;
  }
  return bytes.length;
}
