import type { Atom, Fun, MapTerm, Pid, Port, Reference, Term } from '../../shared/model/beam/term';
import { etfTag } from './etfTags';

/** A question as a node reads it, with the version byte. @throws RangeError for what no question of ours holds */
export function writeTerm(term: Term): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(etfTag.version)];
  writeInto(parts, term);
  return joined(parts);
}

function writeInto(parts: Uint8Array[], term: Term): void {
  if (typeof term === 'number') parts.push(integer(term));
  else if (typeof term === 'bigint') parts.push(big(term));
  else if (term instanceof Uint8Array) parts.push(headed(etfTag.binary, term.length), term);
  else if (isList(term)) writeList(parts, term);
  else writeKind(parts, term);
}

type Kinded = Exclude<Term, number | bigint | Uint8Array | readonly Term[]>;

function writeKind(parts: Uint8Array[], term: Kinded): void {
  switch (term.kind) {
    case 'atom':
      parts.push(atomBytes(term.name));
      return;
    case 'tuple': {
      const { items } = term;
      parts.push(
        items.length < 256 ? Uint8Array.of(etfTag.smallTuple, items.length) : headed(etfTag.largeTuple, items.length),
      );
      for (const item of items) writeInto(parts, item);
      return;
    }
    case 'pid':
      writePid(parts, term);
      return;
    case 'port':
      writePort(parts, term);
      return;
    case 'reference':
      writeReference(parts, term);
      return;
    case 'fun':
      writeFun(parts, term);
      return;
    case 'map':
      writeMap(parts, term);
      return;
    default:
      throw new RangeError(`no question holds a ${term.kind}`);
  }
}

function isList(term: Term): term is readonly Term[] {
  return Array.isArray(term);
}

function writeList(parts: Uint8Array[], items: readonly Term[]): void {
  if (items.length > 0) {
    parts.push(headed(etfTag.list, items.length));
    for (const item of items) writeInto(parts, item);
  }
  parts.push(Uint8Array.of(etfTag.nil));
}

function writeMap(parts: Uint8Array[], { entries }: MapTerm): void {
  parts.push(headed(etfTag.map, entries.length));
  for (const [key, value] of entries) {
    writeInto(parts, key);
    writeInto(parts, value);
  }
}

/** The shorter form where it holds the number: OTP 23 knows no other. */
function writePort(parts: Uint8Array[], { node, id, creation }: Port): void {
  const isShort = id < 2n ** 28n;
  const number = isShort ? words(Number(id)) : words(Number(id >> 32n), Number(id & 0xffff_ffffn));
  parts.push(Uint8Array.of(isShort ? etfTag.newPort : etfTag.v4Port), atomBytes(node), number, words(creation));
}

function writePid(parts: Uint8Array[], { node, id, serial, creation }: Pid): void {
  parts.push(Uint8Array.of(etfTag.newPid), atomBytes(node), words(id, serial, creation));
}

function writeReference(parts: Uint8Array[], { node, creation, ids }: Reference): void {
  const count = Uint8Array.of(etfTag.newerReference, ids.length >>> 8, ids.length & 255);
  parts.push(count, atomBytes(node), words(creation, ...ids));
}

function writeFun(parts: Uint8Array[], { module, name, arity }: Fun): void {
  parts.push(Uint8Array.of(etfTag.exportedFun), atomBytes(module), atomBytes(name), integer(arity));
}

function atomBytes(name: Atom['name']): Uint8Array {
  const text = new TextEncoder().encode(name);
  const head =
    text.length < 256 ? [etfTag.smallAtomUtf8, text.length] : [etfTag.atomUtf8, text.length >>> 8, text.length & 255];
  return Uint8Array.from([...head, ...text]);
}

function integer(value: number): Uint8Array {
  if (!Number.isInteger(value)) throw new RangeError(`no question holds a fraction: ${value}`);
  if (value >= 0 && value < 256) return Uint8Array.of(etfTag.smallInteger, value);
  return (value | 0) === value ? headed(etfTag.integer, value) : big(BigInt(value));
}

function big(value: bigint): Uint8Array {
  const digits: number[] = [];
  for (let rest = value < 0n ? -value : value; rest > 0n; rest >>= 8n) digits.push(Number(rest & 255n));
  if (digits.length > 255) throw new RangeError('no question holds an integer of more than 255 bytes');
  return Uint8Array.from([etfTag.smallBig, digits.length, value < 0n ? 1 : 0, ...digits]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A tag and a word. */
function headed(tag: number, word: number): Uint8Array {
  return Uint8Array.from([tag, ...words(word)]);
}

function words(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [row, value] of values.entries()) view.setUint32(row * 4, value);
  return bytes;
}
