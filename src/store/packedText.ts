// eslint-disable-next-line no-restricted-imports -- a part of the program, beside its script
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { brotliDecompress, brotliDecompressSync, type BrotliOptions } from 'node:zlib';
import { readRegularFile } from '../disk/readRegularFile';
import { readTextFile } from './files/readTextFile';

const decompress = promisify<Buffer, BrotliOptions, Buffer>(brotliDecompress);

/** Ten times what the largest takes. */
const maxBytes = 2 ** 23;

/** A text that belongs to the program. The package of the command line holds some of them compressed, under the same name with `.br`. */
export async function readPackedText(file: string): Promise<string> {
  return existsSync(packedName(file)) ? (await readPacked(file)).toString('utf8') : readTextFile(file, maxBytes);
}

/** The same of what is no text. */
export async function readPackedBytes(file: string): Promise<Uint8Array> {
  return existsSync(packedName(file)) ? readPacked(file) : readRegularFile(file, { maxBytes });
}

/** The same at once, for what has to be known before anything is said. @throws Error when it is not there */
export function readPackedTextNow(file: string): string {
  const packed = packedName(file);
  if (!existsSync(packed)) return readFileSync(file, 'utf8');
  return brotliDecompressSync(readFileSync(packed), { maxOutputLength: maxBytes }).toString('utf8');
}

async function readPacked(file: string): Promise<Buffer> {
  const bytes = await readRegularFile(packedName(file), { maxBytes });
  return decompress(bytes, { maxOutputLength: maxBytes });
}

function packedName(file: string): string {
  return `${file}.br`;
}
