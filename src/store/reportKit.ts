import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress, gzip, type BrotliOptions } from 'node:zlib';
import type { HashedText, ReportKit, ReportParts } from '../shared/ports/reportKit';
import { readRegularFile } from '../disk/readRegularFile';
import { readTextFile } from './files/readTextFile';

export interface ReportKitOptions {
  /** Where the bundler put the program. */
  readonly folder: string;
  /** The translation that the program speaks; null for English. */
  readonly translation: { readonly language: string; readonly file: string } | null;
}

const compress = promisify(gzip);
const decompress = promisify<Buffer, BrotliOptions, Buffer>(brotliDecompress);

/** Ten times what the largest of them takes. */
const maxPartBytes = 2 ** 23;

/** The parts of the page of a report, as the bundler put them beside the program. */
export function createReportKit({ folder, translation }: ReportKitOptions): ReportKit {
  return {
    read: () => readParts(folder, translation),
    pack,
  };
}

async function readParts(folder: string, translation: ReportKitOptions['translation']): Promise<ReportParts> {
  const file = (name: string) => readPart(join(folder, name));
  const [script, style, engine] = await Promise.all([file('report.js'), file('report.css'), file('reportEngine.js')]);
  return {
    script: hashed(script),
    style: hashed(style),
    engine: await pack(Buffer.from(engine)),
    language: translation?.language ?? 'en',
    words: translation === null ? '' : await readTextFile(translation.file, maxPartBytes),
  };
}

/** The package of the command line holds them compressed. */
async function readPart(file: string): Promise<string> {
  const packed = `${file}.br`;
  if (!existsSync(packed)) return readTextFile(file, maxPartBytes);
  const bytes = await readRegularFile(packed, { maxBytes: maxPartBytes });
  return (await decompress(bytes, { maxOutputLength: maxPartBytes })).toString('utf8');
}

async function pack(bytes: Uint8Array): Promise<string> {
  return (await compress(bytes)).toString('base64');
}

function hashed(text: string): HashedText {
  return { text, hash: `sha256-${createHash('sha256').update(text).digest('base64')}` };
}
