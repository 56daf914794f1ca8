import type { Decoder } from '../../shared/ports/decoder';
import { bounded } from '../base/bounded';
import { decodeLimits, defaultMaxInflatedBytes } from '../base/decodeLimits';
import { inflate } from '../base/inflate';
import { readProfile } from './readProfile';
import { asUtf8 } from '../text/utf8Text';

export interface DecoderOptions {
  /** Cap on bytes after unpacking; the counts of everything in them follow from it (`decodeLimits.ts`). */
  readonly maxInflatedBytes?: number;
  /** Longer names are cut, so that what is said of them stays small. Two of which so much is alike count as one. */
  readonly nameLength?: number;
}

/** Profiles of any runtime, as bytes of a source or a file, to the model. Every failure is a LeakLensError that names the subject. */
export function createDecoder(options: DecoderOptions = {}): Decoder {
  const maxBytes = options.maxInflatedBytes ?? defaultMaxInflatedBytes;
  const limits = decodeLimits(maxBytes, options.nameLength);
  return {
    profile: bounded((bytes, subject) => readProfile(asUtf8(inflate(bytes, subject, maxBytes)).bytes, subject, limits)),
  };
}
