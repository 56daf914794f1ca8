import { seriesNames } from '../../shared/model/series';
import type { SeriesName, SeriesPoint } from '../../shared/model/series';

/**
 * One point as one line of JSON without its newline: `{"at":ms,"life":n,"liveHeap":bytes,…}`; what is not known is
 * left out.
 */
export function encodeSeriesLine({ atMillis, life, values }: SeriesPoint): string {
  const known = seriesNames.filter((name) => values[name] !== null).map((name) => [name, values[name]] as const);
  return JSON.stringify({ at: atMillis, life, ...Object.fromEntries(known) });
}

/** @returns null for a line that is no point: half-written, edited, or of another format */
export function decodeSeriesLine(line: string): SeriesPoint | null {
  const fields = parse(line);
  if (fields === null) return null;
  const { at, life } = fields;
  if (!isNumber(at) || at < 0 || !isNumber(life) || !Number.isSafeInteger(life) || life < 0) return null;
  const valueOf = (name: SeriesName) => (isNumber(fields[name]) ? fields[name] : null);
  const values = Object.fromEntries(seriesNames.map((name) => [name, valueOf(name)]));
  return { atMillis: at, life, values: values as Record<SeriesName, number | null> };
}

function parse(line: string): Readonly<Record<string, unknown>> | null {
  // Parsing what is no object would cost an exception a line.
  if (!line.startsWith('{') || !line.endsWith('}')) return null;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
