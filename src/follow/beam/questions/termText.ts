import type { ImproperList, Term, Tuple } from '../../../shared/model/beam/term';
import { textOf } from '../../../shared/base/symbols/erlangTerms';
import { pidText } from './sweepProcesses';

/** Of a term that is larger, the beginning is told. */
const mostCharacters = 80;
const mostDepth = 6;

/**
 * A term as a shell would write it, on one line, and never more than so much of it: what a service says of itself may be of any size and any
 * content. Texts stand in double quotes, atoms that are no plain ones in single ones.
 */
export function termText(term: Term): string {
  const writer = new TermWriter();
  writer.write(term, 0);
  return writer.text;
}

class TermWriter {
  text = '';
  private left = mostCharacters;

  write(term: Term, depth: number): void {
    if (isList(term)) {
      const text = asText(term);
      if (text === null) this.items(['[', ']'], term, depth);
      else this.put(text);
    } else if (isTuple(term)) this.items(['{', '}'], term.items, depth);
    else if (isImproper(term)) this.items(['[', ']'], [...term.items, term.tail], depth);
    else this.put(plainText(term));
  }

  private items([open, close]: readonly [string, string], items: readonly Term[], depth: number): void {
    this.put(open);
    for (const [at, item] of items.entries()) {
      if (this.left <= 0) {
        if (!this.text.endsWith('…')) this.text += '…';
        return;
      }
      if (at > 0) this.put(', ');
      if (depth < mostDepth) this.write(item, depth + 1);
      else this.put('…');
    }
    this.put(close);
  }

  private put(text: string): void {
    if (this.left > 0) this.text += text.length > this.left ? `${text.slice(0, this.left)}…` : text;
    this.left -= text.length;
  }
}

/** A list of characters as the text that it may be: `"worker 7"`; null for any other. */
function asText(items: readonly Term[]): string | null {
  const isText = items.length > 0 && items.every((item) => typeof item === 'number' && item >= 32);
  const text = isText ? textOf(items.slice(0, mostCharacters)) : null;
  return text === null ? null : JSON.stringify(text);
}

/** What has no parts that are told. */
function plainText(term: Exclude<Term, readonly Term[] | Tuple | ImproperList>): string {
  if (typeof term === 'number' || typeof term === 'bigint') return String(term);
  if (term instanceof Uint8Array) return binaryText(term);
  if (term.kind === 'atom') return atomText(term.name);
  return term.kind === 'pid' ? pidText(term) : `#${term.kind}`;
}

function binaryText(bytes: Uint8Array): string {
  try {
    // A character that is cut in two at the end is none.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, mostCharacters * 4), {
      stream: true,
    });
    return JSON.stringify(text);
  } catch {
    return '#binary';
  }
}

function atomText(name: string): string {
  const elixir = /^Elixir\.([A-Z][\w.]*)$/.exec(name)?.[1];
  if (elixir !== undefined) return elixir;
  return /^[a-z][\w@]*$/.test(name) ? name : `'${JSON.stringify(name).slice(1, -1).replaceAll("'", "\\'")}'`;
}

function isList(term: Term): term is readonly Term[] {
  return Array.isArray(term);
}

function isTuple(term: Term): term is Tuple {
  return typeof term === 'object' && 'kind' in term && term.kind === 'tuple';
}

function isImproper(term: Term): term is ImproperList {
  return typeof term === 'object' && 'kind' in term && term.kind === 'improper-list';
}
