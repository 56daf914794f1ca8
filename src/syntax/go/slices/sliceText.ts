/**
 * A text of which only some spans are left, in order; the rest is blank and as long as it was. A line ends at the beginning of what is
 * left out, so that declarations do not run into each other.
 */
export function sliceText(text: string, spans: readonly { readonly start: number; readonly end: number }[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    pieces.push(blank(start - at), text.slice(start, end));
    at = end;
  }
  pieces.push(blank(text.length - at));
  return pieces.join('');
}

function blank(length: number): string {
  return length <= 0 ? '' : '\n'.padEnd(length, ' ');
}
