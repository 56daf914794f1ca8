import { parseLabels } from './goQuoted';

/** What the bracketed part of a header says about a goroutine. */
export interface GoroutineHeader {
  readonly state: string;
  /** Null when the runtime prints none: less than one, or nobody looked yet. */
  readonly minutes: number | null;
  readonly leaked: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

const labelsInside = / labels:\{(.*)\}\]:$/;
const labelsBehind = /\] \{(.*)\}:$/;

/**
 * Parses what follows `goroutine N ` (and `gp=… m=… `): `[chan send (leaked), 4 minutes, locked to thread]:`, with
 * labels inside the brackets (Go 1.26, `labels:{…}`) or behind them (Go 1.27). See goroutineheader in Go's
 * runtime/traceback.go. Null when the text is no header.
 */
export function parseGoroutineHeader(text: string): GoroutineHeader | null {
  const labelled = labelsInside.exec(text) ?? labelsBehind.exec(text);
  const status = labelled === null ? text.slice(0, -2) : text.slice(0, labelled.index);
  if (!text.startsWith('[') || (labelled === null && !text.endsWith(']:'))) return null;
  const labels = parseLabels(labelled?.[1] ?? '');
  if (labels === null) return null;
  const [reason = '', ...remarks] = status.slice(1).split(', ');
  return { ...parseReason(reason), minutes: parseMinutes(remarks), labels };
}

/** `(leaked)` and `(scan)` are marks of the moment; `(durable)`, `(nil chan)` and others belong to the reason. */
function parseReason(reason: string): { state: string; leaked: boolean } {
  const state = reason.replace(' (leaked)', '').replace(' (scan)', '');
  return { state, leaked: reason.includes(' (leaked)') };
}

function parseMinutes(remarks: readonly string[]): number | null {
  for (const remark of remarks) {
    const match = /^(\d+) minutes$/.exec(remark);
    if (match !== null) return Number(match[1]);
  }
  return null;
}
