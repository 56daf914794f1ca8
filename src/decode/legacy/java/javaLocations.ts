import { parseHexUint64 } from '../../base/int64';
import type { TextLines } from '../../base/textLines';
import type { LegacyLine } from '../locations/legacyLocations';
import type { LegacyProfile } from '../legacyProfile';

const location = /^0x([0-9a-f]+)\s+(\S.*)$/i;
const maxLineBytes = 64 * 1024;

/** Names the addresses of a Java profile from the lines at its end: `0x00000003 java.util.Timer.run (Timer.java:505)`. */
export function readJavaLocations(lines: TextLines, profile: LegacyProfile): void {
  while (lines.next()) {
    if (lines.end - lines.start > maxLineBytes) continue;
    const [, digits = '', words = ''] = location.exec(lines.text().trim()) ?? [];
    const address = parseHexUint64(digits);
    if (address !== null && profile.locations.has(address)) profile.symbolise(address, [parseJavaFrame(words)]);
  }
}

/** `function (file:line)`, `function (library path)`, a stub, or the name of a state such as GC. */
function parseJavaFrame(words: string): LegacyLine {
  const open = words.lastIndexOf('(');
  const name = words.slice(0, Math.max(0, open)).trimEnd();
  if (words.endsWith(')') && name !== '' && /\s/.test(words[open - 1] ?? '')) {
    const inside = words.slice(open + 1, -1);
    const colon = inside.lastIndexOf(':');
    const digits = inside.slice(colon + 1);
    if (colon > 0 && /^-?\d{1,15}$/.test(digits)) {
      return { name, file: inside.slice(0, colon), line: Math.max(0, Number(digits)) };
    }
    return { name, file: inside.slice(inside.lastIndexOf('/') + 1), line: 0 };
  }
  if (words.includes('generated stub/JIT')) return { name: 'STUB', file: '', line: 0 };
  return { name: words, file: '', line: 0 };
}
