import { alphabets, phasesOf, readDigits, type Alphabet } from './digits';
import { readDecimals, unescape, unquotePrintable } from './escapes';
import { plainView, type View } from './view';

/** Escapes, and what holds letters as digits: what is applied to a text. */
type Decoding = (view: View) => View;

/**
 * A text and what it reads as when up to two encodings are undone, one within the other.
 * @param leastBytes shorter runs of digits are left out
 */
export function encodedViews(bytes: Uint8Array, leastBytes: number): readonly View[] {
  const plain = plainView(bytes);
  const once = decodedOnce(plain, alphabets, leastBytes);
  // Nobody writes base32 of base32.
  const inner = alphabets.filter(({ bits }) => bits !== 5);
  return [plain, ...once, ...once.flatMap((view) => decodedOnce(view, inner, leastBytes))];
}

function decodedOnce(view: View, digits: readonly Alphabet[], leastBytes: number): View[] {
  const escaped: readonly Decoding[] = [unescape, unquotePrintable, readDecimals];
  const read = digits.flatMap((alphabet) =>
    Array.from({ length: phasesOf(alphabet.bits) }, (_, phase) => readDigits(view, { ...alphabet, phase }, leastBytes)),
  );
  return [...escaped.map((decode) => decode(view)), ...read].filter(
    (decoded) => decoded.bytes.length >= leastBytes && decoded.bytes.length < view.bytes.length,
  );
}
