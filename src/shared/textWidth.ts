/** Chinese, Japanese and Korean characters with their punctuation, which a monospaced font draws two columns wide. */
const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/gu;

/** Columns that a text takes in a monospaced font. */
export function textWidth(text: string): number {
  return text.replace(wide, '  ').length;
}

/** The text with spaces after it, so that the columns of a table stand below each other in any language. */
export function padColumns(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - textWidth(text)));
}
