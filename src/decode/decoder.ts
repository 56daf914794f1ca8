import type { Decoder } from '../shared/ports';
import { recogniseFormat, unrecognised } from './formats';
import { readGoroutineDump } from './goroutines/goroutineDump';
import { defaultMaxInflatedBytes, inflate } from './inflate';
import { readMemoryStatistics } from './memoryStatistics';
import { decodeProfile } from './proto/decodeProfile';

export interface DecoderOptions {
  /** Cap on bytes after unpacking. */
  readonly maxInflatedBytes?: number;
}

/** Bytes as a source or a file gives them, to the model. Every failure is a LeakLensError that names the subject. */
export function createDecoder(options: DecoderOptions = {}): Decoder {
  const maxBytes = options.maxInflatedBytes ?? defaultMaxInflatedBytes;
  const unpack = (bytes: Uint8Array, subject: string, expected: string): Uint8Array => {
    const unpacked = inflate(bytes, subject, maxBytes);
    if (recogniseFormat(unpacked) === 'html') throw unrecognised(unpacked, subject, expected);
    return unpacked;
  };
  return {
    profile(bytes, subject) {
      const expected = 'a pprof profile (profile.proto)';
      const message = unpack(bytes, subject, expected);
      if (message.length > 0 && recogniseFormat(message) === 'text') throw unrecognised(message, subject, expected);
      return decodeProfile(message, subject);
    },
    memoryStatistics(bytes, subject) {
      return readMemoryStatistics(unpack(bytes, subject, 'runtime.MemStats as text'), subject);
    },
    goroutineDump(bytes, subject) {
      return readGoroutineDump(unpack(bytes, subject, 'goroutines as text'), subject);
    },
  };
}
