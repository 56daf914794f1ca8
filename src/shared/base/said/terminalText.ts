import { cutText, longestLine, longestName } from './cutText';
import { hiddenCharacter } from './hiddenCharacters';
import { ownText, type Said } from './said';

/**
 * A name for a terminal, of bounded length. What could move the cursor, change colours, reorder or break the line is shown as an
 * escape: `\x1b`, `\u202e`, `\u{e0041}`. Done twice it is the same, so that a name may be made safe early, before a table is aligned.
 */
export function terminalText(text: string, longest = longestName): Said {
  return ownText(cutText(text, longest).replace(hiddenCharacter, escape));
}

/** A whole line, in which names stand. */
export function terminalLine(text: string): Said {
  return terminalText(text, longestLine);
}

/** A line of source, in which tabs stay. */
export function terminalSource(text: string): Said {
  return ownText(cutText(text, longestLine).split('\t').map(terminalLine).join('\t'));
}

function escape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  if (code < 0x100) return `\\x${digits.padStart(2, '0')}`;
  return code > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`;
}
