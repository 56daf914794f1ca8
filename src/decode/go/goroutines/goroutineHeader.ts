import { parseLabels } from '../../base/goQuoted';

/** What the bracketed part of a header says about a goroutine. */
export interface GoroutineHeader {
  readonly state: string;
  /** Null when the runtime prints none: less than one, or nobody looked yet. */
  readonly minutes: number | null;
  readonly leaked: boolean;
  /** By runtime.LockOSThread. */
  readonly isLocked: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

/** The runtime's longest reason has 35 characters (runtime/runtime2.go, waitReasonStrings). */
const longestState = 100;

/** What headers without labels share. */
const noLabels: Readonly<Record<string, string>> = {};

/** Where labels stand: inside the brackets in Go 1.26, behind them in Go 1.27. */
const labelPlaces = [
  { opening: ' labels:{', closing: '}]:' },
  { opening: '] {', closing: '}:' },
] as const;

/**
 * Parses what follows `goroutine N ` (and `gp=… m=… `): `[chan send (leaked), 4 minutes, locked to thread]:`, with labels. See
 * goroutineheader in Go's runtime/traceback.go. Null when the text is no header; a header with anything unknown in it is still
 * one, so that no goroutine is lost.
 */
export function parseGoroutineHeader(text: string): GoroutineHeader | null {
  if (!text.startsWith('[')) return null;
  const { status, labels } = splitLabels(text);
  const [reason = '', ...remarks] = status.slice(1).split(', ');
  return {
    ...parseReason(reason),
    minutes: parseMinutes(remarks),
    isLocked: remarks.includes('locked to thread'),
    labels,
  };
}

/** The status from its bracket on, and the labels that follow it. */
function splitLabels(text: string): { status: string; labels: Readonly<Record<string, string>> } {
  for (const { opening, closing } of labelPlaces) {
    const at = text.indexOf(opening);
    if (at < 0 || !text.endsWith(closing)) continue;
    const labels = parseLabels(text.slice(at + opening.length, -closing.length));
    if (labels !== null) return { status: text.slice(0, at), labels };
  }
  const bracket = text.lastIndexOf(']');
  return { status: text.slice(0, bracket < 0 ? -1 : bracket), labels: noLabels };
}

/** `(leaked)` and `(scan)` are marks of the moment; `(durable)`, `(nil chan)` and others belong to the reason. */
function parseReason(reason: string): { state: string; leaked: boolean } {
  const state = reason.replace(' (leaked)', '').replace(' (scan)', '').slice(0, longestState);
  return { state, leaked: reason.includes(' (leaked)') };
}

function parseMinutes(remarks: readonly string[]): number | null {
  for (const remark of remarks) {
    const match = /^(\d+) minutes$/.exec(remark);
    if (match !== null) return Number(match[1]);
  }
  return null;
}
