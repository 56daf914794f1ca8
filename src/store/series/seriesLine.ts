import { isSeriesId, type SeriesPoint } from '../../shared/model/series/series';

/** More than any runtime has: a line is not what decides how much memory a point takes. */
const maxSeries = 64;

/**
 * One point as one line of JSON without its newline: `{"at":ms,"life":n,"build":n,"liveHeap":bytes,…}`; what is not known is
 * left out.
 */
export function encodeSeriesLine({ atMillis, life, build = 0, values }: SeriesPoint): string {
  const known = Object.entries(values).filter(([id, value]) => value !== null && isSeriesId(id));
  return JSON.stringify({ at: atMillis, life, ...(build > 0 && { build }), ...Object.fromEntries(known) });
}

/** @returns null for a line that is no point: half-written, edited, or of another format */
export function decodeSeriesLine(line: string): SeriesPoint | null {
  const fields = parse(line);
  if (fields === null) return null;
  const { at, life, build } = fields;
  if (!isNumber(at) || at < 0 || !isCount(life)) return null;
  const known = Object.entries(fields).flatMap(([id, value]) =>
    isSeriesId(id) && isNumber(value) ? [[id, value] as const] : [],
  );
  const counted = isCount(build) ? { build } : {};
  return { atMillis: at, life, ...counted, values: Object.fromEntries(known.slice(0, maxSeries)) };
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

function isCount(value: unknown): value is number {
  return isNumber(value) && Number.isSafeInteger(value) && value >= 0;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
