import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { HashedText, ReportKit, ReportParts } from '../shared/ports/reportKit';
import { readPackedText } from './packedText';

export interface ReportKitOptions {
  /** Where the bundler put the program. */
  readonly folder: string;
  /** The translation that the program speaks, as JSON; null for English. */
  readonly translation: { readonly language: string; readonly words: string } | null;
}

const compress = promisify(gzip);

/** The parts of the page of a report, as the bundler put them beside the program. */
export function createReportKit({ folder, translation }: ReportKitOptions): ReportKit {
  return {
    read: () => readParts(folder, translation),
    pack,
  };
}

async function readParts(folder: string, translation: ReportKitOptions['translation']): Promise<ReportParts> {
  const file = (name: string) => readPackedText(join(folder, name));
  const [script, style, engine] = await Promise.all([file('report.js'), file('report.css'), file('reportEngine.js')]);
  return {
    script: hashed(script),
    style: hashed(style),
    engine: await pack(Buffer.from(engine)),
    language: translation?.language ?? 'en',
    words: translation?.words ?? '',
  };
}

async function pack(bytes: Uint8Array): Promise<string> {
  return (await compress(bytes)).toString('base64');
}

function hashed(text: string): HashedText {
  return { text, hash: `sha256-${createHash('sha256').update(text).digest('base64')}` };
}
