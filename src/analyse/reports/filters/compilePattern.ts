import { RE2JS, RE2JSException } from 're2js';
import type { NamePattern, PatternResult } from '../../../shared/model/report/report';

/** Longer ones are nobody's, and compiling takes longer than in proportion: a profile may bring patterns of its own (drop_frames). */
const maxLength = 10_000;

/**
 * Regular expressions as `go tool pprof` takes them: Go's syntax, and matching in time linear in the text, where a backtracking engine
 * can be made to hang. `(?P<n>…)` and all else that only says what was found where is read, and asked nothing.
 */
export function compilePattern(source: string): PatternResult {
  if (source.length > maxLength) return { ok: false, detail: 'expression too large' };
  try {
    return { ok: true, pattern: literalPattern(source) ?? automaton(source) };
  } catch (error) {
    if (error instanceof RE2JSException) return { ok: false, detail: wordsOf(error) };
    throw error;
  }
}

function literalPattern(source: string): NamePattern | null {
  if (!/^[\w/ :<>=@%&~,;!#"'-]*$/.test(source)) return null;
  return { source, test: (text) => text.includes(source) };
}

function automaton(source: string): NamePattern {
  const compiled = RE2JS.compile(source);
  return { source, test: (text) => compiled.test(text) };
}

/** In the words of Go's regexp/syntax, which names what is wrong behind a colon, be it nothing. */
function wordsOf({ message }: Error): string {
  const words = message.replace(/^error parsing regexp: /, '');
  return words === 'trailing backslash at end of expression' ? `${words}: \`\`` : words;
}
