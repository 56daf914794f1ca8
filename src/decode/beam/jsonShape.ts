import { LeakLensError } from '../../shared/model/errors';

/** A value of JSON that has to have a shape, with where it stands, for the error. */
export interface Placed {
  readonly value: unknown;
  /** `look.memory.total` */
  readonly place: string;
  readonly subject: string;
}

export function at({ value, place, subject }: Placed, name: string): Placed {
  const record = value as Readonly<Record<string, unknown>>;
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isRecord) throw misshapen({ value, place, subject }, 'an object');
  const found = Object.hasOwn(record, name) ? record[name] : undefined;
  return { value: found, place: place === '' ? name : `${place}.${name}`, subject };
}

export function numberIn(placed: Placed): number {
  if (typeof placed.value === 'number' && Number.isFinite(placed.value)) return placed.value;
  throw misshapen(placed, 'a number');
}

export function textIn(placed: Placed): string {
  if (typeof placed.value === 'string') return placed.value;
  throw misshapen(placed, 'a text');
}

export function truthIn(placed: Placed): boolean {
  if (typeof placed.value === 'boolean') return placed.value;
  throw misshapen(placed, 'true or false');
}

export function listIn<T>(placed: Placed, read: (item: Placed) => T): readonly T[] {
  const { value, place, subject } = placed;
  if (!Array.isArray(value)) throw misshapen(placed, 'a list');
  return value.map((item: unknown, row) => read({ value: item, place: `${place}[${row}]`, subject }));
}

export function orNull<T>(placed: Placed, read: (placed: Placed) => T): T | null {
  return placed.value === null ? null : read(placed);
}

/** Null, too, where an older snapshot has nothing. */
export function orMissing<T>(placed: Placed, read: (placed: Placed) => T): T | null {
  return placed.value === undefined ? null : orNull(placed, read);
}

function misshapen({ place, subject }: Placed, wanted: string): LeakLensError {
  return new LeakLensError({ kind: 'unreadable', subject, detail: `${place || 'it'} is not ${wanted}` });
}
