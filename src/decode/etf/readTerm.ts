import { inflateSync } from 'node:zlib';
import { LeakLensError } from '../../shared/model/errors';
import { atom, type Atom, type Term } from '../../shared/model/beam/term';
import type { ReadTerm } from '../../shared/ports/termCodec';
import { unreadable } from '../base/unreadable';
import { ByteReader } from './byteReader';
import { etfLimits, type EtfLimits } from './etfLimits';
import { etfTag } from './etfTags';
import { readInteger } from './readInteger';

/**
 * The term that begins at `offset` with the version byte. @throws LeakLensError `unreadable`, `cut-off`; `too-large` above the limits
 */
export function readTerm(bytes: Uint8Array, offset: number, subject: string, limits: EtfLimits = etfLimits): ReadTerm {
  const reader = new ByteReader(bytes, offset, subject);
  const version = reader.u8();
  if (version !== etfTag.version) throw unreadable(subject, `byte ${offset} is ${version}, a term begins with 131`);
  if (bytes[reader.offset] !== etfTag.compressed) {
    const term = new TermReader(reader, limits).term(0);
    return { term, end: reader.offset };
  }
  reader.u8();
  const inner = new ByteReader(unpacked(reader, limits), 0, subject);
  return { term: new TermReader(inner, limits).term(0), end: bytes.length };
}

/** Nothing may follow a packed term: zlib alone knows where it ends. */
function unpacked(reader: ByteReader, limits: EtfLimits): Uint8Array {
  const { subject } = reader;
  const length = reader.u32();
  if (length > limits.inflatedBytes) throw tooLarge(subject, `it unpacks to ${length} bytes`, limits.inflatedBytes);
  try {
    return inflateSync(reader.span(reader.left), { maxOutputLength: Math.max(1, length) });
  } catch (error) {
    if (error instanceof LeakLensError) throw error;
    throw unreadable(subject, `damaged packed term: ${error instanceof Error ? error.message : String(error)}`, error);
  }
}

const shortRow = 64;

/** One for all, so that an answer of nothing but them takes no room. */
const nil: readonly Term[] = [];
const emptyTuple: Term = { kind: 'tuple', items: nil };

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

class TermReader {
  private readonly reader: ByteReader;
  private readonly limits: EtfLimits;
  private terms = 0;
  /** Most terms of an answer are of one node. */
  private node: { readonly bytes: Uint8Array; readonly name: string } | null = null;
  /** The same few names stand in every row of an answer. */
  private readonly atoms = new Map<string, Atom>();

  constructor(reader: ByteReader, limits: EtfLimits) {
    this.reader = reader;
    this.limits = limits;
  }

  term(depth: number): Term {
    const { reader, limits } = this;
    this.terms += 1;
    if (this.terms > limits.terms) throw tooLarge(reader.subject, `it has more than ${limits.terms} terms`);
    if (depth > limits.depth) throw tooLarge(reader.subject, `its terms lie more than ${limits.depth} deep`);
    const start = reader.offset;
    const tag = reader.u8();
    return this.number(tag) ?? this.text(tag) ?? this.identity(tag) ?? this.compound(tag, depth) ?? this.unknown(start);
  }

  private unknown(start: number): never {
    const { bytes, subject } = this.reader;
    throw unreadable(subject, `byte ${start} is ${bytes[start] ?? 'missing'}, which begins no term that is known`);
  }

  private number(tag: number): Term | null {
    const { reader } = this;
    switch (tag) {
      case etfTag.smallInteger:
        return reader.u8();
      case etfTag.integer:
        return reader.i32();
      case etfTag.newFloat:
        return reader.f64();
      case etfTag.smallBig:
        return this.big(reader.u8());
      case etfTag.largeBig:
        return this.big(reader.u32());
      default:
        return null;
    }
  }

  private big(length: number): number | bigint {
    const { reader, limits } = this;
    if (length > limits.integerBytes) throw tooLarge(reader.subject, `it has an integer of ${length} bytes`);
    const isNegative = reader.u8() !== 0;
    return readInteger(reader.span(length), isNegative);
  }

  private text(tag: number): Term | null {
    const { reader } = this;
    switch (tag) {
      case etfTag.nil:
        return nil;
      case etfTag.string:
        return this.string(reader.u16());
      case etfTag.binary:
        return reader.span(reader.u32());
      case etfTag.bitBinary: {
        const length = reader.u32();
        reader.u8(); // how many bits of the last byte count
        return reader.span(length);
      }
      default:
        return this.atomOf(tag);
    }
  }

  /** Counted as the list that it is, so that many of them cannot take more room than other lists. */
  private string(length: number): readonly Term[] {
    const { reader, limits } = this;
    this.terms += length;
    if (this.terms > limits.terms) throw tooLarge(reader.subject, `it has more than ${limits.terms} terms`);
    return Array.from(reader.span(length));
  }

  private atomOf(tag: number): Atom | null {
    const { reader } = this;
    switch (tag) {
      case etfTag.smallAtomUtf8:
        return this.interned(utf8.decode(reader.span(reader.u8())));
      case etfTag.atomUtf8:
        return this.interned(utf8.decode(reader.span(reader.u16())));
      case etfTag.smallAtom:
        return this.interned(latin1(reader.span(reader.u8())));
      case etfTag.atom:
        return this.interned(latin1(reader.span(reader.u16())));
      default:
        return null;
    }
  }

  private interned(name: string): Atom {
    const known = this.atoms.get(name);
    if (known !== undefined) return known;
    const made = atom(name);
    this.atoms.set(name, made);
    return made;
  }

  private identity(tag: number): Term | null {
    const { reader } = this;
    switch (tag) {
      case etfTag.newPid:
        return { kind: 'pid', node: this.nodeName(), id: reader.u32(), serial: reader.u32(), creation: reader.u32() };
      case etfTag.pid:
        return { kind: 'pid', node: this.nodeName(), id: reader.u32(), serial: reader.u32(), creation: reader.u8() };
      case etfTag.v4Port:
        return { kind: 'port', node: this.nodeName(), id: reader.u64(), creation: reader.u32() };
      case etfTag.newPort:
        return { kind: 'port', node: this.nodeName(), id: BigInt(reader.u32()), creation: reader.u32() };
      case etfTag.port:
        return { kind: 'port', node: this.nodeName(), id: BigInt(reader.u32()), creation: reader.u8() };
      case etfTag.newerReference:
        return this.reference(() => reader.u32());
      case etfTag.newReference:
        return this.reference(() => reader.u8());
      default:
        return null;
    }
  }

  private reference(readCreation: () => number): Term {
    const { reader } = this;
    const count = reader.u16();
    if (count > 5) throw unreadable(reader.subject, `a reference of ${count} words: at most 5 are known`);
    const node = this.nodeName();
    const creation = readCreation();
    return { kind: 'reference', node, creation, ids: Array.from({ length: count }, () => reader.u32()) };
  }

  /** The same bytes as last time are the same name. */
  private nodeName(): string {
    const { reader, node } = this;
    const start = reader.offset;
    if (node !== null && holdsAt(reader.bytes, start, node.bytes)) {
      reader.span(node.bytes.length);
      return node.name;
    }
    const found = this.atomOf(reader.u8());
    if (found === null) throw unreadable(reader.subject, `byte ${start} begins no name of a node`);
    this.node = { bytes: reader.bytes.subarray(start, reader.offset), name: found.name };
    return found.name;
  }

  private compound(tag: number, depth: number): Term | null {
    const { reader } = this;
    switch (tag) {
      case etfTag.smallTuple:
        return this.tuple(reader.u8(), depth);
      case etfTag.largeTuple:
        return this.tuple(reader.u32(), depth);
      case etfTag.list:
        return this.list(reader.u32(), depth);
      case etfTag.map:
        return this.map(reader.u32(), depth);
      case etfTag.exportedFun:
        return this.exported(depth);
      case etfTag.newFun:
        return this.codeFun(depth);
      default:
        return null;
    }
  }

  /** A claim is believed only as far as there are bytes for it: each term takes one at least. */
  private items(count: number, depth: number): Term[] {
    const { reader } = this;
    if (count > reader.left) {
      const detail = `${count} terms are announced at byte ${reader.offset}, ${reader.left} bytes are there`;
      throw new LeakLensError({ kind: 'cut-off', subject: reader.subject, detail });
    }
    // Rows of an answer are short, and an array that grows takes several times its room. A long one could be a lie.
    const items = count <= shortRow ? new Array<Term>(count) : [];
    for (let row = 0; row < count; row += 1) items[row] = this.term(depth + 1);
    return items;
  }

  private tuple(count: number, depth: number): Term {
    return count === 0 ? emptyTuple : { kind: 'tuple', items: this.items(count, depth) };
  }

  private list(count: number, depth: number): Term {
    const items = this.items(count, depth);
    const tail = this.term(depth + 1);
    return Array.isArray(tail) && tail.length === 0 ? items : { kind: 'improper-list', items, tail };
  }

  private map(count: number, depth: number): Term {
    const flat = this.items(count * 2, depth);
    const entries = Array.from({ length: count }, (_, row) => [flat[row * 2], flat[row * 2 + 1]] as [Term, Term]);
    return { kind: 'map', entries };
  }

  private exported(depth: number): Term {
    const [module, name, arity] = [this.term(depth + 1), this.term(depth + 1), this.term(depth + 1)];
    if (!isAtom(module) || !isAtom(name) || typeof arity !== 'number') {
      throw unreadable(this.reader.subject, 'a fun without module, name and arity');
    }
    return { kind: 'fun', module: module.name, name: name.name, arity };
  }

  /** Of a closure its module alone is of use; what it has caught is passed over. */
  private codeFun(depth: number): Term {
    const { reader } = this;
    const body = reader.u32() - 4;
    const skipped = 1 + 16 + 4 + 4;
    if (body < skipped || body > reader.left) throw unreadable(reader.subject, `a fun of ${body} bytes`);
    const end = reader.offset + body;
    const arity = reader.u8();
    reader.span(skipped - 1);
    const module = this.term(depth + 1);
    if (!isAtom(module) || reader.offset > end) throw unreadable(reader.subject, 'a fun without a module');
    reader.span(end - reader.offset);
    return { kind: 'fun', module: module.name, name: '', arity };
  }
}

function isAtom(term: Term): term is Atom {
  return typeof term === 'object' && 'kind' in term && term.kind === 'atom';
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

function holdsAt(bytes: Uint8Array, start: number, wanted: Uint8Array): boolean {
  if (start + wanted.length > bytes.length) return false;
  for (let at = 0; at < wanted.length; at += 1) if (bytes[start + at] !== wanted[at]) return false;
  return true;
}

function tooLarge(subject: string, detail: string, limit?: number): LeakLensError {
  return new LeakLensError({ kind: 'too-large', subject, detail, ...(limit !== undefined && { limit }) });
}
