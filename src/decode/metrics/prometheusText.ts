import { TextLines } from '../base/textLines';
import { unreadable } from '../base/unreadable';

/** The samples of a metrics page that tell of the Go process, by name and labels as written. */
export type PrometheusSamples = ReadonlyMap<string, number>;

/** client_golang's Go collector and process collector. */
const ours = /^(?:\{\s*__name__\s*=\s*")?(go|process)_/;
const name = /^[a-zA-Z_:][\w:]*/;

/**
 * Reads the samples go_* and process_* of Prometheus' text format, or of OpenMetrics. Other samples are proved to be
 * well-formed and left out: a page may have millions.
 *
 * @throws LeakLensError `unreadable` at the first line that is no sample.
 */
export function readPrometheusText(text: Uint8Array, subject: string): PrometheusSamples {
  const samples = new Map<string, number>();
  const lines = new TextLines(text);
  while (lines.next()) {
    const line = lines.text().trim();
    if (line === '' || line.startsWith('#')) continue;
    const sample = parseSample(line);
    if (sample === null) {
      const found = JSON.stringify(line.slice(0, 60));
      throw unreadable(subject, `line ${lines.number}: expected a metric like "go_goroutines 8", found ${found}`);
    }
    if (ours.test(sample.key)) samples.set(sample.key, sample.value);
  }
  return samples;
}

/** Whether the first line that says something is of this format. */
export function isPrometheusText(text: Uint8Array): boolean {
  const lines = new TextLines(text);
  while (lines.next()) {
    const line = lines.text().trim();
    if (/^# (HELP|TYPE|UNIT|EOF)/.test(line)) return true;
    if (line !== '' && !line.startsWith('#')) return parseSample(line) !== null;
  }
  return false;
}

/** `name{label="value"} 12.5`, with a time or an exemplar behind it that is not needed. */
function parseSample(line: string): { key: string; value: number } | null {
  const nameEnd = name.exec(line)?.[0].length ?? 0;
  const keyEnd = line[nameEnd] === '{' ? labelsEnd(line, nameEnd) : nameEnd;
  // promtool writes the name among the labels.
  const isNamed = nameEnd > 0 || /^\{\s*__name__\s*=/.test(line);
  if (!isNamed || keyEnd < 0) return null;
  const [word = ''] = line.slice(keyEnd).trimStart().split(/\s/, 1);
  const value = parseValue(word);
  return value === null ? null : { key: line.slice(0, keyEnd), value };
}

/** Behind the brace that closes the labels; -1 when it is missing. Values are quoted and may hold braces. */
function labelsEnd(line: string, start: number): number {
  let quoted = false;
  for (let at = start; at < line.length; at += 1) {
    if (quoted && line[at] === '\\') at += 1;
    else if (line[at] === '"') quoted = !quoted;
    else if (!quoted && line[at] === '}') return at + 1;
  }
  return -1;
}

function parseValue(word: string): number | null {
  if (/^[+-]?inf$/i.test(word)) return word.startsWith('-') ? -Infinity : Infinity;
  if (/^nan$/i.test(word)) return Number.NaN;
  const value = Number(word);
  return word === '' || Number.isNaN(value) ? null : value;
}
