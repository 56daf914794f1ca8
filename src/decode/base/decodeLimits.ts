import { LeakLensError } from '../../shared/model/errors';

/** After unpacking. No profile seen in the wild comes near; a gzip bomb does. */
export const defaultMaxInflatedBytes = 2 ** 30;

/** What one answer may hold: all of it follows from the size that a person allows, so that one setting says how much LeakLens may be asked to do. */
export interface DecodeLimits {
  /** After unpacking. */
  readonly bytes: number;
  /** Of a text that becomes a profile or a list of goroutines: each line of it becomes several objects. */
  readonly textBytes: number;
  /** Of a name, in characters: the rest of a longer one is cut. */
  readonly nameLength: number;
  /** Rows of the tables of a profile. */
  readonly rows: Readonly<Record<CountedRows, number>>;
}

export type CountedRows =
  | 'strings'
  | 'samples'
  | 'sample values'
  | 'labels'
  | 'locations'
  | 'lines'
  | 'functions'
  | 'mappings'
  | 'comments'
  /** Of one stack, inlined calls included. */
  | 'frames of one stack'
  /** Of all stacks together, inlined calls included. */
  | 'frames';

/**
 * Bytes that a row takes at least in anything that a program wrote. A row of nothing takes two bytes of a message and up to fifty in memory:
 * these keep the tables of an answer below about three times the bytes that are allowed.
 */
const leastBytes: Readonly<Record<CountedRows, number>> = {
  strings: 16,
  samples: 16,
  'sample values': 8,
  labels: 16,
  locations: 32,
  lines: 16,
  functions: 32,
  mappings: 4096,
  comments: 4096,
  'frames of one stack': 256,
  // A frame of a stack that was seen before takes one byte, and a function inlined there none.
  frames: 1,
};

/** Below, nothing is worth refusing. */
const leastRows = 10_000;

const textShare = 4;

/** For who follows a service, in an editor as in a terminal: nobody shows more, and what finds the files of names is asked of each. */
export const followedNameLength = 2000;

/** What no linker writes; an exact report shows all of what one does. */
const longestName = 2 ** 20;

/** @param maxBytes what a person allows for an answer */
export function decodeLimits(maxBytes: number, nameLength = longestName): DecodeLimits {
  const rows = Object.entries(leastBytes).map(([what, bytes]) => [
    what,
    Math.max(leastRows, Math.floor(maxBytes / bytes)),
  ]);
  return {
    bytes: maxBytes,
    nameLength,
    textBytes: Math.max(leastRows, Math.floor(maxBytes / textShare)),
    rows: Object.fromEntries(rows) as DecodeLimits['rows'],
  };
}

/** @throws LeakLensError `too-large` when there are more than the limits allow */
export function requireRows(what: CountedRows, count: number, limits: DecodeLimits, subject: string): void {
  const most = limits.rows[what];
  if (count <= most) return;
  const detail = `it has more than ${most} ${what}, which is what ${megabytes(limits.bytes)} MB allow`;
  throw new LeakLensError({ kind: 'too-large', subject, detail, limit: limits.bytes });
}

/** @throws LeakLensError `too-large` for a text that is too long to be worked through line by line */
export function requireText({ length }: Uint8Array, limits: DecodeLimits, subject: string): void {
  if (length <= limits.textBytes) return;
  const detail = `it is a text of more than ${megabytes(limits.textBytes)} MB, a quarter of what is allowed for an answer`;
  throw new LeakLensError({ kind: 'too-large', subject, detail, limit: limits.bytes });
}

function megabytes(bytes: number): string {
  return String(Math.round((bytes / 2 ** 20) * 10) / 10);
}
