/** A message is not what it has to be: which of its fields, what that has to be, and what it is. */
export class Misshapen extends Error {
  override readonly name = 'Misshapen';

  /** @param place path of the field, as in `credentials.kind`; empty for the parameters themselves */
  constructor(place: string, wanted: string, given: unknown) {
    const what = place === '' ? 'the parameters have' : `“${place}” has`;
    const state = place === '' ? 'are' : 'is';
    super(`${what} to be ${wanted}, and ${state} ${described(given)}`);
  }
}

/** Checks a value as it came from the wire and answers what of it is known. @throws Misshapen */
export type Shape<T> = (value: unknown, place: string) => T;

export const text: Shape<string> = (value, place) => {
  if (typeof value !== 'string') throw new Misshapen(place, 'text', value);
  return value;
};

export const truth: Shape<boolean> = (value, place) => {
  if (typeof value !== 'boolean') throw new Misshapen(place, 'true or false', value);
  return value;
};

/** @param least none at all when absent */
export function integer(least = -Infinity, greatest = Infinity): Shape<number> {
  const bounds =
    greatest < Infinity ? ` from ${least} to ${greatest}` : least > -Infinity ? ` of at least ${least}` : '';
  return (value, place) => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= greatest) return value;
    throw new Misshapen(place, `a whole number${bounds}`, value);
  };
}

export const number: Shape<number> = (value, place) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Misshapen(place, 'a number', value);
  return value;
};

export function oneOf<T extends string>(...choices: readonly T[]): Shape<T> {
  return (value, place) => {
    const chosen = choices.find((choice) => choice === value);
    if (chosen === undefined) throw new Misshapen(place, `one of ${choices.join(', ')}`, value);
    return chosen;
  };
}

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value, place) => (value === null ? null : shape(value, place));
}

export function listOf<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (value, place) => {
    if (!Array.isArray(value)) throw new Misshapen(place, 'a list', value);
    return value.map((item: unknown, index) => shape(item, `${place}[${index}]`));
  };
}

/** Any names, each with a value of the same kind. */
export function recordOf<T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (value, place) => {
    const fields = record(value, place);
    return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, shape(field, joined(place, name))]));
  };
}

/** Whatever it is, as it is. */
export const anything: Shape<unknown> = (value) => value;

export const record: Shape<Readonly<Record<string, unknown>>> = (value, place) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Misshapen(place, 'an object', value);
  return value as Record<string, unknown>;
};

/** A field that may be left out. Clients that know no absence send null. */
export interface Optional<T> {
  readonly optional: Shape<T>;
}

export function optional<T>(shape: Shape<T>): Optional<T> {
  return { optional: shape };
}

export type Fields<T> = {
  readonly [K in keyof T]-?: undefined extends T[K] ? Optional<Exclude<T[K], undefined>> : Shape<T[K]>;
};

/** An object with these fields; others are left out of the answer. */
export function object<T extends object>(fields: Fields<T>): Shape<T> {
  const known = Object.entries<Shape<unknown> | Optional<unknown>>(fields);
  return (value, place) => {
    const given = record(value, place);
    const entries = known.flatMap(([name, shape]): [string, unknown][] => {
      const field = Object.hasOwn(given, name) ? given[name] : undefined;
      if (typeof shape === 'function') return [[name, shape(field, joined(place, name))]];
      return field === undefined || field === null ? [] : [[name, shape.optional(field, joined(place, name))]];
    });
    return Object.fromEntries(entries) as T;
  };
}

function joined(place: string, name: string): string {
  return place === '' ? name : `${place}.${name}`;
}

function described(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
      return String(value);
    case 'boolean':
      return String(value);
    default:
      return 'an object';
  }
}
