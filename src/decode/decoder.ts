import type { Decoder } from '../shared/ports';
import { recogniseFormat } from './formats';
import { readGctrace } from './gctrace/readGctrace';
import { readGoroutineDump } from './goroutines/goroutineDump';
import { defaultMaxInflatedBytes, inflate } from './inflate';
import { unrecognised } from './lookalikes';
import { readMemoryStatistics } from './memoryStatistics';
import { readRuntimeMetrics } from './metrics/readRuntimeMetrics';
import { readProfile } from './readProfile';

export interface DecoderOptions {
  /** Cap on bytes after unpacking. */
  readonly maxInflatedBytes?: number;
}

/** Bytes as a source or a file gives them, to the model. Every failure is a LeakLensError that names the subject. */
export function createDecoder(options: DecoderOptions = {}): Decoder {
  const maxBytes = options.maxInflatedBytes ?? defaultMaxInflatedBytes;
  const unpackText = (bytes: Uint8Array, subject: string, expected: string): Uint8Array => {
    const unpacked = inflate(bytes, subject, maxBytes);
    if (recogniseFormat(unpacked) === 'html') throw unrecognised(unpacked, subject, expected);
    return unpacked;
  };
  return {
    profile: (bytes, subject) => readProfile(inflate(bytes, subject, maxBytes), subject),
    memoryStatistics: (bytes, subject) =>
      readMemoryStatistics(unpackText(bytes, subject, 'runtime.MemStats as text'), subject),
    goroutineDump: (bytes, subject) => readGoroutineDump(unpackText(bytes, subject, 'goroutines as text'), subject),
    gctrace: (bytes, subject) => readGctrace(unpackText(bytes, subject, 'garbage collector traces'), subject),
    runtimeMetrics: (bytes, subject) =>
      readRuntimeMetrics(unpackText(bytes, subject, 'metrics of a Go process'), subject),
  };
}
