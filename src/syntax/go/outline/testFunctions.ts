import type { TestFunction } from '../../../shared/model/tests/testFunction';
import { GoNames } from './goNames';
import type { GoPart } from './goOutline';
import { outlineOf } from './outlineOf';

const kinds: Readonly<Record<string, TestFunction['kind']>> = { Test: 'test', Benchmark: 'benchmark', Fuzz: 'fuzz' };

/** `go test` takes a function for one where no small letter follows, and by what it is given (cmd/go/internal/load/test.go: isTest, isTestFunc). */
const named = /^func\s+((Test|Benchmark|Fuzz)(?!\p{Ll})[\p{L}\p{Nd}_]*)\s*\(/u;
const given: Readonly<Record<TestFunction['kind'], RegExp>> = {
  test: /\*\s*(?:\w+\s*\.\s*)?T\s*,?\s*\)/,
  benchmark: /\*\s*(?:\w+\s*\.\s*)?B\s*,?\s*\)/,
  fuzz: /\*\s*(?:\w+\s*\.\s*)?F\s*,?\s*\)/,
};

/** The tests, benchmarks and fuzz tests that a Go text declares, in its order. TestMain is none. */
export function testFunctions(text: string): readonly TestFunction[] {
  const lines = lineCounter(text);
  return outlineOf(text, new GoNames()).parts.flatMap((part): TestFunction[] => {
    const declared = declaredIn(text, part);
    return declared === null ? [] : [{ ...declared, line: lines(part.start), lastLine: lines(part.end - 1) }];
  });
}

function declaredIn(text: string, part: GoPart): Pick<TestFunction, 'name' | 'kind'> | null {
  if (part.kind !== 'function' || part.body === null) return null;
  const head = text.slice(part.start, part.body.start);
  const [, name = '', prefix = ''] = named.exec(head) ?? [];
  const kind = kinds[prefix];
  return kind !== undefined && given[kind].test(head) && name !== 'TestMain' ? { name, kind } : null;
}

/** The 0-based line of an offset, for offsets that rise. */
function lineCounter(text: string): (offset: number) => number {
  let line = 0;
  let at = 0;
  return (offset) => {
    for (let next = text.indexOf('\n', at); next >= 0 && next < offset; next = text.indexOf('\n', at)) {
      line += 1;
      at = next + 1;
    }
    return line;
  };
}
