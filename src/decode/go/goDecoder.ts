import type { GoDecoder } from '../../shared/ports/decoder';
import { bounded } from '../base/bounded';
import { decodeLimits, defaultMaxInflatedBytes, requireText } from '../base/decodeLimits';
import { inflate } from '../base/inflate';
import { createDecoder, type DecoderOptions } from '../formats/decoder';
import { recogniseFormat } from '../formats/formats';
import { readProfile } from '../formats/readProfile';
import { isTar, unrecognised } from '../formats/lookalikes';
import { peelText } from '../text/peel/peelText';
import { asUtf8 } from '../text/utf8Text';
import { readGctrace } from './gctrace/readGctrace';
import { readGoroutineDump } from './goroutines/goroutineDump';
import { readGoroutineText } from './goroutines/goroutineText';
import { loggedProfiles } from './profiles/loggedProfile';
import { memoryMarks } from './memory/memoryMarks';
import { readMemoryStatistics } from './memory/memoryStatistics';
import { readPublishedBuild } from './memory/publishedBuild';
import { readRuntimeMetrics } from './memory/readRuntimeMetrics';

/** Of a page that nobody asked to see. */
const maxVariablesBytes = 4 * 1024 * 1024;

/** What `goroutines` reads, for whoever gave it something else. */
const goroutineTexts =
  'goroutines as goroutine?debug=2 or debug=1 has them, a crash, a list of goleak, leaktest or delve, or a log with one of these in it';

/** What a Go process says, as bytes of a source or a file, to the model. Every failure is a LeakLensError that names the subject. */
export function createGoDecoder(options: DecoderOptions = {}): GoDecoder {
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
      // Texts of several files stand in an archive, which is not guessed at.
      if (isTar(unpacked)) throw unrecognised(unpacked, subject, expected);
      return read(unpacked, subject);
    });
  return {
    ...createDecoder(options),
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
    loggedProfiles: texts('a profile as text', (unpacked, subject) =>
      loggedProfiles(unpacked).map(({ bytes, ...about }) => ({
        ...about,
        profile: readProfile(bytes, subject, limits),
      })),
    ),
    memoryPages: texts('memory statistics as text', (unpacked, subject) => {
      if (recogniseFormat(unpacked) === 'html') throw unrecognised(unpacked, subject, 'memory statistics as text');
      const { peeled, streams } = peelText(unpacked, memoryMarks);
      return { peeled, pages: streams };
    }),
    gctrace: texts('garbage collector traces', readGctrace),
    runtimeMetrics: (bytes, subject, instance = null) =>
      text('metrics of a Go process', (unpacked, name) => readRuntimeMetrics(unpacked, name, instance))(bytes, subject),
    publishedBuild: text('variables as JSON', readPublishedBuild, Math.min(maxBytes, maxVariablesBytes)),
  };
}
