import { TripleInterner } from './samples/tripleInterner';
import { TextInterner } from './textInterner';

/**
 * Numbers for what functions are called: names alone have even ones, names that are kept apart by start line and binary odd ones. No text
 * is put together for the latter, which takes longer than all else where there are many.
 */
export class Symbols {
  private readonly texts = new TextInterner();
  private readonly kept = new TripleInterner();

  plain(name: string): number {
    return 2 * this.texts.intern(name);
  }

  apart(name: string, startLine: number, binary: string): number {
    return 2 * this.kept.intern(this.texts.intern(name), this.texts.intern(binary), startLine) + 1;
  }

  parts(symbol: number): { readonly name: string; readonly startLine: number; readonly binary: string } {
    const row = symbol >>> 1;
    if (symbol % 2 === 0) return { name: this.texts.text(row), startLine: 0, binary: '' };
    const { first, second, third } = this.kept;
    return {
      name: this.texts.text(first[row] ?? 0),
      startLine: third[row] ?? 0,
      binary: this.texts.text(second[row] ?? 0),
    };
  }
}
