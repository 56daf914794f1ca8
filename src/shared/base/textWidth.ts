/**
 * Characters that a monospaced font draws two columns wide (Unicode TR11, `Wide` and `Fullwidth`): East Asian scripts with their
 * punctuation, and emoji.
 */
const wide =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;

/** Characters that stand on the one before and take no column of their own. */
const combining = /[\p{Mn}\p{Me}\u1160-\u11ff\p{Default_Ignorable_Code_Point}]/u;

/** Columns that a text takes in a monospaced font, such as a terminal's. */
export function textWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of text) if (!combining.test(character)) columns += wide.test(character) ? 2 : 1;
  return columns;
}

/** The text with blanks behind it, so that the columns of a table stand below each other in any language. */
export function padColumns(text: string, columns: number): string {
  return text + blanks(text, columns);
}

/** The text with blanks before it: numbers and what else stands at the right of its column. */
export function padColumnStart(text: string, columns: number): string {
  return blanks(text, columns) + text;
}

function blanks(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - textWidth(text)));
}
