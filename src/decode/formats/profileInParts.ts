import { LeakLensError } from '../../shared/model/errors';
import type { PartedBytes } from '../../shared/model/partedBytes';
import type { Profile } from '../../shared/model/profile';
import type { DecodeInParts } from '../../shared/ports/decoder';
import { decodeLimits, defaultMaxInflatedBytes, type DecodeLimits } from '../base/decodeLimits';
import { isGzip } from '../base/inflate';
import { inflateParts } from '../base/inflateParts';
import { StreamedProfile } from '../proto/streamedProfile';
import { asUtf8 } from '../text/utf8Text';
import { recogniseFormat } from './formats';

/** With the limits of files that a person names. */
export const profileInParts: DecodeInParts = (input, subject) =>
  decodeInParts(input, subject, decodeLimits(defaultMaxInflatedBytes));

/**
 * A profile.proto message, decoded while the next part of it is read and inflated. Null for whatever is not one as nearly all are: another
 * format, gzip within gzip, something behind the gzip, fields in an unusual order, damage, or more than is allowed. Decoded as a whole
 * it tells what it is.
 */
export async function decodeInParts(
  input: PartedBytes,
  subject: string,
  limits: DecodeLimits,
): Promise<Profile | null> {
  const message = new StreamedProfile(subject, limits);
  let taken = 0;
  let reached = 0;
  try {
    for await (const { bytes, progress } of inflateParts(input)) {
      if (taken === 0 && !isMessage(bytes)) return null;
      taken += bytes.length;
      if (taken > limits.bytes) return null;
      message.add(bytes, progress);
      reached = progress;
    }
    return reached === 1 ? message.end() : null;
  } catch (error) {
    if (isProblem(error)) return null;
    throw error;
  }
}

function isMessage(bytes: Uint8Array): boolean {
  return !isGzip(bytes) && asUtf8(bytes).bytes === bytes && recogniseFormat(bytes) === 'profile-proto';
}

/** Of the input, or of reading it; all else is a defect. */
function isProblem(error: unknown): boolean {
  return error instanceof LeakLensError || (error instanceof Error && 'code' in error);
}
