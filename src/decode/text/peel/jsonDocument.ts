import { ByteWriter } from '../byteWriter';
import { findMarks } from './envelopeVote';
import { closingQuote, isKey } from './jsonLine';
import type { TextMarks } from '../textMarks';
import { asBuffer } from '../textSpan';

const quote = 0x22;
const lineFeed = 10;
const maxDepth = 64;

/** Times of Loki, which stand beside its lines in arrays. */
const time = /^\d{10,25}$/;

interface Container {
  readonly isArray: boolean;
  /** Of the field that it is, for the texts of an array. */
  readonly key: string;
}

/**
 * JSON that spans lines, or has many records in one (`gcloud logging read --format json`, `aws logs get-log-events`, an API of Loki or
 * Elasticsearch, `journalctl -o json-pretty`), with each record on a line of its own, as in lines of JSON; texts of an array are records
 * of the array's field. Null where it is no such JSON, or no mark stands in one of its texts.
 */
export function jsonRecords(text: Uint8Array, marks: TextMarks): Uint8Array | null {
  const bytes = asBuffer(text);
  return beginsDocument(bytes) ? new Records(bytes, marks).read() : null;
}

/** Lines of JSON are read one by one; a bracket may as well open a line of a log. */
function beginsDocument(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, 4096).trimStart();
  if (/^\[\s*[[{"]/.test(head)) return true;
  if (!/^\{\s*"/.test(head)) return false;
  const end = bytes.indexOf(lineFeed);
  const isOneLine = end < 0 || bytes.subarray(end).toString('latin1', 0, 1000).trim() === '';
  return isOneLine ? bytes.includes('[') : !/\}\s*$/.test(bytes.toString('latin1', Math.max(0, end - 10), end));
}

class Records {
  private readonly bytes: Buffer;
  private readonly marks: TextMarks;
  private readonly writer = new ByteWriter();
  private readonly open: Container[] = [];
  private key = '';
  private readonly keys = new Set<string>();
  private isMarked = false;

  constructor(bytes: Buffer, marks: TextMarks) {
    this.bytes = bytes;
    this.marks = marks;
  }

  read(): Uint8Array | null {
    const { bytes, writer } = this;
    for (let at = 0; at < bytes.length;) {
      const byte = bytes[at] ?? 0;
      if (byte === quote) {
        at = this.text(at);
        if (at < 0) break;
        continue;
      }
      if (!this.sign(String.fromCharCode(byte))) return null;
      at += 1;
    }
    writer.closeLine();
    return this.isMarked ? writer.bytes() : null;
  }

  /** False for what JSON does not have there. */
  private sign(sign: string): boolean {
    const { open, writer } = this;
    const inside = open.at(-1);
    if (/\s/.test(sign)) return true;
    if (inside === undefined && !'{[,'.includes(sign)) return false;
    if (sign === '{' || sign === '[') {
      if (sign === '{' && inside?.isArray !== false) writer.closeLine();
      open.push({ isArray: sign === '[', key: this.key });
      if (open.length > maxDepth) return false;
    } else if (sign === '}' || sign === ']') {
      if (inside?.isArray !== (sign === ']')) return false;
      open.pop();
    }
    // What holds records together is nothing of theirs.
    if (sign === '{' || sign === '}' || this.open.at(-1)?.isArray === false) writer.byte(sign.charCodeAt(0));
    return true;
  }

  /** Where to go on behind a string; -1 where it does not end. */
  private text(at: number): number {
    const { bytes, writer } = this;
    const close = closingQuote(bytes, at + 1, bytes.length);
    if (close < 0) return -1;
    const inside = this.open.at(-1);
    if (inside?.isArray === false && isKey(bytes, close + 1, bytes.length)) {
      this.key = bytes.toString('latin1', at + 1, Math.min(close, at + 201));
      this.keys.add(this.key);
      writer.append(bytes, at, close + 1);
      return close + 1;
    }
    this.isMarked ||= findMarks(bytes.subarray(at + 1, close), this.marks, 1).next().done !== true;
    if (inside?.isArray === true) this.element(inside.key, at, close);
    else writer.append(bytes, at, close + 1);
    return close + 1;
  }

  private element(key: string, at: number, close: number): void {
    const { bytes, writer } = this;
    // Ansible writes a text once as it is, and once in lines.
    if (key.endsWith('_lines') && this.keys.has(key.slice(0, -'_lines'.length))) return;
    if (close - at < 30 && time.test(bytes.toString('latin1', at + 1, close))) return;
    writer.closeLine();
    const opening = Buffer.from(`{"${key === '' ? 'text' : key}":`, 'latin1');
    writer.append(opening, 0, opening.length);
    writer.append(bytes, at, close + 1);
    writer.byte(0x7d);
    writer.endLine();
  }
}
