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
  const reader = new LabelReader(text);
  const labels: [string, string][] = [];
  while (!reader.isAtEnd()) {
    const key = reader.word();
    const value = key === null || key === '' || !reader.take(':') ? null : reader.word();
    if (key === null || value === null || !(reader.take(',') || reader.isAtEnd())) return null;
    labels.push([key, value]);
  }
  // Object.fromEntries defines own properties, so that a label named __proto__ is a label.
  return Object.fromEntries(labels);
}

const bareWord = /[^\s",:{}]*/y;

/** Goes through the text once: labels come from services, and may be long and hostile. */
class LabelReader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  isAtEnd(): boolean {
    this.skipSpaces();
    return this.at === this.text.length;
  }

  take(mark: string): boolean {
    this.skipSpaces();
    if (this.text[this.at] !== mark) return false;
    this.at += 1;
    return true;
  }

  /** A quoted word without its quotes, or a bare one, which may be empty; null where a quote does not close. */
  word(): string | null {
    this.skipSpaces();
    const start = this.at;
    if (this.text[start] === '"') {
      const end = closingQuote(this.text, start + 1);
      this.at = end + 1;
      return end < 0 ? null : unquoteGo(this.text.slice(start + 1, end));
    }
    bareWord.lastIndex = start;
    const [word = ''] = bareWord.exec(this.text) ?? [];
    this.at += word.length;
    return word;
  }

  private skipSpaces(): void {
    while (this.text[this.at] === ' ' || this.text[this.at] === '\t') this.at += 1;
  }
}

/** Position of the next quote without a backslash before it, or -1. */
function closingQuote(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '"') return at;
    if (text[at] === '\\') at += 1;
  }
  return -1;
}

const largestAscii = 0x7f;
const largestRune = 0x10ffff;

function rune(code: number, largest: number): string {
  return code <= largest ? String.fromCodePoint(code) : '\ufffd';
}
