import type { PatternResult } from '../../../shared/model/report/report';
import { readableSymbol } from '../../../shared/base/symbols/symbolName';
import { compilePattern } from './compilePattern';

/** A pattern that finds a symbol as pprof knows it and as reports show it: a name that a person copies from one must match. */
export function compileNamePattern(source: string): PatternResult {
  const result = compilePattern(source);
  if (!result.ok) return result;
  const { pattern } = result;
  const matches = (text: string) => pattern.test(text) || (text.includes('%') && pattern.test(readableSymbol(text)));
  return { ok: true, pattern: { source, test: matches } };
}
