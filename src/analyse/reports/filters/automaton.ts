import { RE2JS, RE2JSException } from 're2js';
import type { PatternResult } from '../../../shared/model/report/report';

/** A pattern in Go's syntax, matched in time linear in the text. What it takes is loaded with the first one. */
export function automaton(source: string): PatternResult {
  try {
    const compiled = RE2JS.compile(source);
    return { ok: true, pattern: { source, test: (text) => compiled.test(text) } };
  } catch (error) {
    if (error instanceof RE2JSException) return { ok: false, detail: wordsOf(error) };
    throw error;
  }
}

/** In the words of Go's regexp/syntax, which names what is wrong behind a colon, be it nothing. */
function wordsOf({ message }: Error): string {
  const words = message.replace(/^error parsing regexp: /, '');
  return words === 'trailing backslash at end of expression' ? `${words}: \`\`` : words;
}
