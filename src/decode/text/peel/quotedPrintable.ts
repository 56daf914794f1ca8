import { ByteWriter } from '../byteWriter';
import { asBuffer } from '../textSpan';

const equals = 0x3d;

/** An indent of a stack as mail writes it, an equals sign, and the end of a line that was cut. */
const sign = /(?:^|\n)#?=09|=3D|[^\n]{60,76}=\r?\n/;

export function isQuotedPrintable(text: string): boolean {
  // Most texts have none of these, and are told by the search alone.
  return /=(?:09|3D|\r?\n)/.test(text) && sign.test(text);
}

/** Undoes what mail does to lines that are long or not ASCII (RFC 2045, 6.7). */
export function fromQuotedPrintable(text: Uint8Array): Uint8Array {
  const bytes = asBuffer(text);
  const writer = new ByteWriter();
  for (let at = 0; at < bytes.length;) {
    const next = bytes.indexOf(equals, at);
    const stop = next < 0 ? bytes.length : next;
    writer.append(bytes, at, stop);
    if (next < 0) break;
    const [whole = '', hex, end] = /^=(?:([0-9A-F]{2})|(\r?\n))/.exec(bytes.toString('latin1', stop, stop + 3)) ?? [];
    if (hex !== undefined) writer.byte(Number.parseInt(hex, 16));
    else if (end === undefined) writer.byte(equals);
    at = stop + Math.max(1, whole.length);
  }
  return writer.bytes();
}
