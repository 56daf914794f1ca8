import { LeakLensError } from '../../shared/model/errors';
import type { Profile } from '../../shared/model/profile';
import { decodeLimits, defaultMaxInflatedBytes, requireText, type DecodeLimits } from '../base/decodeLimits';
import { recogniseFormat } from './formats';
import { readContentionText } from '../legacy/contentionText';
import { readCountText } from '../legacy/countText';
import { readCpuProfile } from '../legacy/cpuProfile';
import { readHeapText } from '../legacy/heapText';
import { readJemallocText } from '../legacy/jemallocText';
import { readJavaText } from '../legacy/java/javaText';
import { readThreadText } from '../legacy/threadText';
import { findBinary, unrecognised } from './lookalikes';
import { decodeProfile } from '../proto/decodeProfile';

const expected = 'a pprof profile (profile.proto, or an older format that pprof reads)';

/** @throws LeakLensError `unreadable`, `too-large`, or `html-instead-of-profile` */
export function readProfile(
  bytes: Uint8Array,
  subject: string,
  limits = decodeLimits(defaultMaxInflatedBytes),
): Profile {
  if (bytes.length === 0) throw unrecognised(bytes, subject, expected);
  const format = recogniseFormat(bytes);
  if (format === 'profile-proto') return readMessage(bytes, subject, limits);
  if (format === 'text') return readTextLikeMessage(bytes, subject, limits);
  requireText(bytes, limits, subject);
  switch (format) {
    case 'heap-text':
      return readHeapText(bytes, subject);
    case 'jemalloc-text':
      return readJemallocText(bytes, subject);
    case 'count-text':
      return readCountText(bytes, subject);
    case 'contention-text':
      return readContentionText(bytes, subject);
    case 'thread-text':
      return readThreadText(bytes, subject);
    case 'java-text':
      return readJavaText(bytes, subject);
    case 'cpu-words':
      return readCpuProfile(bytes, subject);
    case 'html':
      throw unrecognised(bytes, subject, expected);
  }
}

/** Any binary file is tried as a message; when that fails, it may be one that is known by its first bytes. */
function readMessage(bytes: Uint8Array, subject: string, limits: DecodeLimits): Profile {
  try {
    return decodeProfile(bytes, subject, limits);
  } catch (error) {
    throw findBinary(bytes) === null || isTooLarge(error) ? error : unrecognised(bytes, subject, expected);
  }
}

/** A message may begin with a long string, so that its head looks like text. */
function readTextLikeMessage(bytes: Uint8Array, subject: string, limits: DecodeLimits): Profile {
  try {
    return decodeProfile(bytes, subject, limits);
  } catch (error) {
    throw error instanceof LeakLensError && !isTooLarge(error) ? unrecognised(bytes, subject, expected) : error;
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof LeakLensError && error.problem.kind === 'too-large';
}
