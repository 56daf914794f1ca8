import type { NamePattern, PatternResult } from '../../../shared/model/report';
import { parsePattern } from './parsePattern';
import { PatternMachine } from './patternMachine';
import { toProgram } from './patternProgram';
import { PatternError } from './syntaxTree';

/**
 * Regular expressions as `go tool pprof` takes them: Go's syntax, and matching in time linear in the text. A profile may
 * bring patterns of its own (drop_frames), and a backtracking engine can be made to hang by one.
 */
export function compilePattern(source: string): PatternResult {
  try {
    return { ok: true, pattern: literalPattern(source) ?? automaton(source) };
  } catch (error) {
    if (error instanceof PatternError) return { ok: false, detail: error.message };
    throw error;
  }
}

function literalPattern(source: string): NamePattern | null {
  if (!/^[\w/ :<>=@%&~,;!#"'-]*$/.test(source)) return null;
  return { source, test: (text) => text.includes(source) };
}

function automaton(source: string): NamePattern {
  const machine = new PatternMachine(toProgram(parsePattern(source)));
  return { source, test: (text) => machine.matches(text) };
}
