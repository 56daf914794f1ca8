/**
 * A value of Erlang, as much of it as is asked for and answered. A list is an array: one of small integers may have been a text, which
 * Erlang itself cannot tell apart. A binary is bytes. Integers beyond 2^53 are bigints.
 */
export type Term =
  number | bigint | Uint8Array | readonly Term[] | Atom | Tuple | Pid | Port | Reference | Fun | MapTerm | ImproperList;

export interface Atom {
  readonly kind: 'atom';
  readonly name: string;
}

export interface Tuple {
  readonly kind: 'tuple';
  readonly items: readonly Term[];
}

export interface Pid {
  readonly kind: 'pid';
  readonly node: string;
  readonly id: number;
  readonly serial: number;
  /** Of the node's life. */
  readonly creation: number;
}

export interface Port {
  readonly kind: 'port';
  readonly node: string;
  readonly id: bigint;
  readonly creation: number;
}

export interface Reference {
  readonly kind: 'reference';
  readonly node: string;
  readonly creation: number;
  /** One to five words, the first below 2^18. */
  readonly ids: readonly number[];
}

/** `fun module:name/arity`; of one that is no more than a piece of code, the name is empty. */
export interface Fun {
  readonly kind: 'fun';
  readonly module: string;
  readonly name: string;
  readonly arity: number;
}

export interface MapTerm {
  readonly kind: 'map';
  readonly entries: readonly (readonly [key: Term, value: Term])[];
}

/** `[a | b]` */
export interface ImproperList {
  readonly kind: 'improper-list';
  readonly items: readonly Term[];
  readonly tail: Term;
}

export function atom(name: string): Atom {
  return { kind: 'atom', name };
}

export function tuple(...items: readonly Term[]): Tuple {
  return { kind: 'tuple', items };
}

/** `fun module:name/arity` */
export function fun(module: string, name: string, arity: number): Fun {
  return { kind: 'fun', module, name, arity };
}

/** A text as Erlang has it: a list of code points. */
export function charlist(text: string): readonly Term[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}
