import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Secret } from './secretsOf';

/** What is a word of everyday must stay in names of functions: only so long a secret is looked for, and only with a digit where it is not certain. */
const minLength = 8;
const minUncertainLength = 12;

/** A body that unpacks to more is searched as it is; nothing that is shown comes out of the rest. */
const maxUnpackedBytes = 256 * 1024 * 1024;
const maxLayers = 3;

const asterisk = 0x2a;
const unpack = promisify(gunzip);

/**
 * The body of an answer with each secret covered, in the spellings in which services repeat what they were sent. Of a body in
 * gzip the unpacked form is answered when something had to be covered, else the body itself.
 */
export async function coverForms(body: Uint8Array, secrets: readonly Secret[]): Promise<Uint8Array> {
  const forms = [...new Set(secrets.filter(isUnmistakable).flatMap(({ text }) => formsOf(text)))];
  if (forms.length === 0) return body;
  const unpacked = await unpackedBody(body);
  const text = Buffer.from(unpacked.buffer, unpacked.byteOffset, unpacked.length);
  let covered: Buffer | null = null;
  for (const form of forms) {
    const sought = Buffer.from(form, 'latin1');
    for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + sought.length)) {
      covered ??= Buffer.from(text);
      covered.fill(asterisk, at, at + sought.length);
    }
    // Large profiles are searched for a while: others may have their turn between.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return covered ?? body;
}

/** Whether two texts are the same but for what was covered in the first. */
export function isCoveredForm(covered: Uint8Array, original: Uint8Array): boolean {
  if (covered.length !== original.length) return false;
  return covered.every((byte, index) => byte === asterisk || byte === original[index]);
}

function isUnmistakable({ text, isCertain }: Secret): boolean {
  return isCertain ? text.length >= minLength : text.length >= minUncertainLength && /\d/.test(text);
}

/** As Latin-1, so that each character is a byte. */
function formsOf(text: string): readonly string[] {
  const bytes = Buffer.from(text, 'utf8');
  const percent = encodeURIComponent(text.toWellFormed());
  const lower = percent.replace(/%../g, (escape) => escape.toLowerCase());
  const hex = bytes.toString('hex');
  const quoted = JSON.stringify(text).slice(1, -1);
  const plain = [text, quoted, quoted.replaceAll('/', '\\/')].map((form) =>
    Buffer.from(form, 'utf8').toString('latin1'),
  );
  const spellings = [...plain, percent, lower, hex, hex.toUpperCase(), ...base64Forms(bytes)];
  return spellings.filter((form) => form.length >= minLength);
}

/** What base64 makes of the bytes wherever they stand in a longer text: without the digits that others share. */
function base64Forms(bytes: Uint8Array): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const whole = (before + bytes.length) % 3 === 0 ? encoded.length : encoded.length - 1;
    const own = encoded.slice(Math.ceil((before * 8) / 6), whole);
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

async function unpackedBody(body: Uint8Array): Promise<Uint8Array> {
  let current = body;
  for (let layer = 0; layer < maxLayers && current[0] === 0x1f && current[1] === 0x8b; layer += 1) {
    try {
      current = await unpack(current, { maxOutputLength: maxUnpackedBytes });
    } catch {
      // What is damaged or too large is refused by whoever decodes it.
      return current;
    }
  }
  return current;
}
