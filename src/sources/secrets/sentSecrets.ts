import { encodedViews } from './encodings/encodedViews';
import type { View } from './encodings/view';
import { coverForms } from './coverForms';
import type { Secret } from './secretsOf';

const replacement = '…';

/** Shorter ones would be found within ordinary words, and are taken out only where they stand alone. */
const minSecretLength = 4;

/** Of a secret at least so long, beginnings and ends are taken out, too: what echoes often cuts. */
const minCutLength = 12;
const minPartLength = 8;

/** From its beginning up to, not including, its end. */
type Span = readonly [start: number, end: number];

/** Everything that was sent to prove who we are, and that must be in no word, file or picture made of what came back. */
export class SentSecrets {
  private readonly secrets: readonly Secret[];
  /** In lower case, as everything that is searched: some echo in capitals. */
  private readonly long: readonly Uint8Array[];
  private readonly short: readonly string[];

  constructor(secrets: readonly Secret[]) {
    this.secrets = secrets.filter(({ text }) => text.trim() !== '');
    const texts = [...new Set(this.secrets.map(({ text }) => text))];
    this.short = texts.filter((text) => text.length < minSecretLength);
    this.long = texts.filter((text) => text.length >= minSecretLength).flatMap(spellings);
  }

  /** A text without the secrets, in whatever of the usual encodings they stand there. */
  inText(text: string): string {
    if (this.secrets.length === 0 || text === '') return text;
    return Buffer.from(this.inBytes(Buffer.from(text, 'utf8'))).toString('utf8');
  }

  /** The same for what Node has read of a header or status line: a character for each byte. */
  inHeader(text: string): string {
    const bytes = Buffer.from(text, 'latin1');
    const left = this.inBytes(bytes);
    return left === bytes ? text : Buffer.from(left).toString('utf8');
  }

  /** The same for text in bytes. Meant for reasons, not for profiles: the time grows with each encoding. */
  inBytes(bytes: Uint8Array): Uint8Array {
    if (this.secrets.length === 0 || bytes.length === 0) return bytes;
    const spans = [...this.longSpans(bytes), ...this.shortSpans(bytes)];
    return spans.length === 0 ? bytes : replaced(bytes, spans);
  }

  /**
   * An answer that was asked for, with what surely is a secret of ours covered by as many asterisks: profiles and dumps stay what
   * they are, with their lengths and places. Most often the very same bytes.
   */
  coveredIn(bytes: Uint8Array): Promise<Uint8Array> {
    return coverForms(bytes, this.secrets);
  }

  private longSpans(bytes: Uint8Array): Span[] {
    const least = Math.min(minPartLength, ...this.long.map(({ length }) => length));
    if (this.long.length === 0) return [];
    return encodedViews(bytes, least)
      .map((view) => ({ ...view, bytes: lowered(view.bytes) }))
      .flatMap((view) => this.long.flatMap((secret) => occurrences(view, secret)));
  }

  private shortSpans(bytes: Uint8Array): Span[] {
    const text = Buffer.from(bytes);
    return this.short.flatMap((secret) => {
      const places = placesOf(text, Buffer.from(secret, 'utf8'));
      return places.filter(([start, end]) => !isWordByte(bytes[start - 1]) && !isWordByte(bytes[end]));
    });
  }
}

/** As bytes: in UTF-8 and Latin-1, with the spaces of a form. */
function spellings(text: string): readonly Uint8Array[] {
  const shown = text.replace(/\p{C}+/gu, '');
  const texts = [...new Set([text, shown, text.replaceAll(' ', '+')])].filter(({ length }) => length > 0);
  const encodings: readonly BufferEncoding[] = /[\u0080-\u00ff]/.test(text) ? ['utf8', 'latin1'] : ['utf8'];
  return encodings.flatMap((encoding) => texts.map((one) => lowered(Buffer.from(one, encoding))));
}

/** ASCII alone, so that lengths and places stay. */
function lowered(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte));
}

/** Letters, digits, and whatever is part of a character of more than one byte. */
function isWordByte(byte: number | undefined): boolean {
  return byte !== undefined && (byte >= 0x80 || /\w/.test(String.fromCharCode(byte)));
}

function placesOf(text: Buffer, sought: Uint8Array): Span[] {
  const places: Span[] = [];
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) places.push([at, at + sought.length]);
  return places;
}

/** Where a secret stands in the original, whole, or only its beginning or its end. */
function occurrences(view: View, secret: Uint8Array): Span[] {
  const bytes = Buffer.from(view.bytes.buffer, view.bytes.byteOffset, view.bytes.length);
  if (secret.length < minCutLength) return placesOf(bytes, secret).map((span) => inOriginal(view, span));
  const beginnings = placesOf(bytes, secret.subarray(0, minPartLength)).map(([start, end]): Span => {
    const length = secret.subarray(minPartLength).findIndex((byte, index) => bytes[end + index] !== byte);
    return [start, length < 0 ? start + secret.length : end + length];
  });
  const last = secret.subarray(-minPartLength);
  const endings = placesOf(bytes, last).map(([start, end]): Span => {
    let from = start;
    for (let at = secret.length - minPartLength - 1; at >= 0 && from > 0 && bytes[from - 1] === secret[at]; at -= 1)
      from -= 1;
    return [from, end];
  });
  return [...beginnings, ...endings].map((span) => inOriginal(view, span));
}

function inOriginal({ starts, ends }: View, [start, end]: Span): Span {
  return [starts[start] ?? 0, ends[end - 1] ?? 0];
}

function replaced(bytes: Uint8Array, spans: readonly Span[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  let kept = 0;
  for (const [start, end] of spans.toSorted(([a], [b]) => a - b)) {
    if (start >= kept) pieces.push(bytes.subarray(kept, start), Buffer.from(replacement, 'utf8'));
    kept = Math.max(kept, end);
  }
  return Buffer.concat([...pieces, bytes.subarray(kept)]);
}
