import type { MapTerm, Pid, Reference, Term, Tuple } from '../../model/beam/term';

/** The items of a tuple; none of anything else. */
export function itemsOf(term: Term | undefined): Tuple['items'] {
  return isKind(term, 'tuple') ? term.items : [];
}

/** A list; an empty one for anything else. */
export function listOf(term: Term | undefined): readonly Term[] {
  return Array.isArray(term) ? (term as readonly Term[]) : [];
}

/** The name of an atom; null for anything else. */
export function atomName(term: Term | undefined): string | null {
  return isKind(term, 'atom') ? term.name : null;
}

/** A number as near as a double comes; null for anything else. */
export function numberOf(term: Term | undefined): number | null {
  if (typeof term === 'number') return term;
  return typeof term === 'bigint' ? Number(term) : null;
}

/** A text, which may be a binary or a list of characters; null for anything else. */
export function textOf(term: Term | undefined): string | null {
  if (term instanceof Uint8Array) return new TextDecoder().decode(term);
  if (!Array.isArray(term)) return null;
  const codes = term as readonly Term[];
  const isText = codes.every((code) => typeof code === 'number' && code >= 0 && code <= 0x10_ffff);
  return isText ? codes.map((code) => String.fromCodePoint(Number(code))).join('') : null;
}

export function isPid(term: Term | undefined): term is Pid {
  return isKind(term, 'pid');
}

export function isMap(term: Term | undefined): term is MapTerm {
  return isKind(term, 'map');
}

export function isReference(term: Term | undefined): term is Reference {
  return isKind(term, 'reference');
}

/** What stands behind each name in a list of pairs. */
export function pairsOf(term: Term | undefined): ReadonlyMap<string, Term> {
  const pairs = listOf(term).flatMap((item): [string, Term][] => {
    const [name, value] = itemsOf(item);
    const key = atomName(name);
    return key === null || value === undefined ? [] : [[key, value]];
  });
  return new Map(pairs);
}

type Kinded = Exclude<Term, number | bigint | Uint8Array | readonly Term[]>;

function isKind<K extends Kinded['kind']>(term: Term | undefined, kind: K): term is Extract<Kinded, { kind: K }> {
  return typeof term === 'object' && 'kind' in term && term.kind === kind;
}
