import { plainText } from '../../shared/base/said/plainText';

/** Another program's words, made safe to show on one line. */
export function printable(text: string, longest = 120): string {
  return plainText(text, longest).trim();
}
