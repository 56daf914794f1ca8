const simpleEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

const escape = /\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|.)/g;

/** The text behind the inside of a Go string literal, as `%q` writes it. A byte that is no UTF-8 becomes U+FFFD. */
export function unquoteGo(inside: string): string {
  if (!inside.includes('\\')) return inside;
  return inside.replace(escape, (_whole, code: string) => {
    if (code.length === 1) return simpleEscapes[code] ?? code;
    if (code.startsWith('x')) return rune(Number.parseInt(code.slice(1), 16), largestAscii);
    if (/^[uU]/.test(code)) return rune(Number.parseInt(code.slice(1), 16), largestRune);
    return rune(Number.parseInt(code, 8), largestAscii);
  });
}

/**
 * Labels as the runtime prints them: `"key": "value", other: value`. Since Go 1.27 only text with a character outside
 * `[A-Za-z0-9./_]` is quoted; before, all is. Null when the text is nothing of the kind.
 */
export function parseLabels(text: string): Record<string, string> | null {
  const pair = /\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",:{}]+))\s*:\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",:{}]*))\s*(?:,|$)/y;
  const labels: [string, string][] = [];
  while (pair.lastIndex < text.length) {
    const match = pair.exec(text);
    if (match === null) return null;
    const [, quotedKey, bareKey, quotedValue, bareValue] = match;
    const key = quotedKey === undefined ? (bareKey ?? '') : unquoteGo(quotedKey);
    labels.push([key, quotedValue === undefined ? (bareValue ?? '') : unquoteGo(quotedValue)]);
  }
  // Object.fromEntries defines own properties, so that a label named __proto__ is a label.
  return Object.fromEntries(labels);
}

const largestAscii = 0x7f;
const largestRune = 0x10ffff;

function rune(code: number, largest: number): string {
  return code <= largest ? String.fromCodePoint(code) : '\ufffd';
}
