import { LeakLensError } from '../shared/model/errors';
import type { Decoder } from '../shared/ports/decoder';
import { decodeLimits, requireText } from './base/decodeLimits';
import { recogniseFormat } from './formats/formats';
import { readGctrace } from './gctrace/readGctrace';
import { readGoroutineDump } from './goroutines/goroutineDump';
import { readGoroutineText } from './goroutines/goroutineText';
import { defaultMaxInflatedBytes, inflate } from './base/inflate';
import { unrecognised } from './formats/lookalikes';
import { readMemoryStatistics } from './metrics/memoryStatistics';
import { readPublishedBuild } from './metrics/publishedBuild';
import { readRuntimeMetrics } from './metrics/readRuntimeMetrics';
import { readProfile } from './formats/readProfile';
import { peelText } from './text/peelText';
import { memoryMarks } from './text/textMarks';
import { asUtf8 } from './text/utf8Text';

export interface DecoderOptions {
  /** Cap on bytes after unpacking; the counts of everything in them follow from it (`decodeLimits.ts`). */
  readonly maxInflatedBytes?: number;
  /** Longer names are cut, so that what is said of them stays small. Two of which so much is alike count as one. */
  readonly nameLength?: number;
}

/** Of a page that nobody asked to see. */
const maxVariablesBytes = 4 * 1024 * 1024;

/** What `goroutines` reads, for whoever gave it something else. */
const goroutineTexts =
  'goroutines as goroutine?debug=2 or debug=1 has them, a crash, a list of goleak, leaktest or delve, or a log with one of these in it';

/** Bytes as a source or a file gives them, to the model. Every failure is a LeakLensError that names the subject. */
export function createDecoder(options: DecoderOptions = {}): Decoder {
  const maxBytes = options.maxInflatedBytes ?? defaultMaxInflatedBytes;
  const limits = decodeLimits(maxBytes, options.nameLength);
  const text = <T>(expected: string, read: (unpacked: Uint8Array, subject: string) => T, most = maxBytes) =>
    bounded((bytes, subject) => {
      const unpacked = asUtf8(inflate(bytes, subject, most)).bytes;
      if (recogniseFormat(unpacked) === 'html') throw unrecognised(unpacked, subject, expected);
      return read(unpacked, subject);
    });
  // What a person has is told apart from what a service answers: only the former is looked at for what stands around it.
  const texts = <T>(expected: string, read: (unpacked: Uint8Array, subject: string) => T) =>
    bounded((bytes, subject) => {
      const unpacked = inflate(bytes, subject, maxBytes);
      if (recogniseFormat(unpacked) === 'html') throw unrecognised(unpacked, subject, expected);
      return read(unpacked, subject);
    });
  return {
    profile: bounded((bytes, subject) => readProfile(asUtf8(inflate(bytes, subject, maxBytes)).bytes, subject, limits)),
    memoryStatistics: text('runtime.MemStats as text', readMemoryStatistics),
    goroutineDump: text('goroutines as text', (unpacked, subject) => {
      requireText(unpacked, limits, subject);
      return readGoroutineDump(unpacked, subject);
    }),
    goroutineText: texts('goroutines as text', (unpacked, subject) => {
      requireText(unpacked, limits, subject);
      const found = readGoroutineText(unpacked);
      if (found === null) throw unrecognised(unpacked, subject, goroutineTexts);
      return found;
    }),
    memoryPages: texts('memory statistics as text', (unpacked) => {
      const { peeled, streams } = peelText(unpacked, memoryMarks);
      return { peeled, pages: streams };
    }),
    gctrace: texts('garbage collector traces', readGctrace),
    runtimeMetrics: text('metrics of a Go process', readRuntimeMetrics),
    publishedBuild: text('variables as JSON', readPublishedBuild, Math.min(maxBytes, maxVariablesBytes)),
  };
}

/** What the JavaScript engine throws when a text or a table is larger than it can hold. */
const tooMuch = /too long|longer than|allocation|array length|maximum size|invalid string length/i;

/** Turns the engine's own limits into a problem; anything else that is thrown is a defect, and stays one. */
function bounded<T>(read: (bytes: Uint8Array, subject: string) => T): (bytes: Uint8Array, subject: string) => T {
  return (bytes, subject) => {
    try {
      return read(bytes, subject);
    } catch (error) {
      if (error instanceof LeakLensError || !(error instanceof Error) || !tooMuch.test(error.message)) throw error;
      throw new LeakLensError(
        { kind: 'too-large', subject, detail: `does not fit into memory: ${error.message}` },
        error,
      );
    }
  };
}
