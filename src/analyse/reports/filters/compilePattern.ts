import type { NamePattern, PatternResult } from '../../../shared/model/report/report';
import { automaton } from './automaton';

/** Longer ones are nobody's, and compiling takes longer than in proportion: a profile may bring patterns of its own (drop_frames). */
const maxLength = 10_000;

/**
 * Regular expressions as `go tool pprof` takes them: Go's syntax, and matching in time linear in the text, where a backtracking engine
 * can be made to hang. `(?P<n>…)` and all else that only says what was found where is read, and asked nothing.
 */
export function compilePattern(source: string): PatternResult {
  if (source.length > maxLength) return { ok: false, detail: 'expression too large' };
  const literal = literalPattern(source);
  return literal === null ? automaton(source) : { ok: true, pattern: literal };
}

function literalPattern(source: string): NamePattern | null {
  if (!/^[\w/ :<>=@%&~,;!#"'-]*$/.test(source)) return null;
  return { source, test: (text) => text.includes(source) };
}
