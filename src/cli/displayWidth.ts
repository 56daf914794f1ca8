/** Characters that take two columns of a terminal: East Asian scripts, and what is as wide (Unicode TR11). */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

/** Columns that a text takes in a terminal. */
export function displayWidth(text: string): number {
  return text.length + (text.match(wide)?.length ?? 0);
}

/** Spaces behind a text, up to a number of columns. */
export function padColumnEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
}

/** Spaces before a text, up to a number of columns. */
export function padColumnStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - displayWidth(text))) + text;
}
