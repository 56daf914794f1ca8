import { describe, expect, it } from 'vitest';
import { findingId } from '../../../../../src/analyse/go/drafts/base/findingId';

const ref = (name: string, line: number, startLine: number) => ({
  site: { function: name, file: 'a.go', line, path: null },
  startLine,
});

describe('the id of a finding', () => {
  it('is made of kind, function, wait and the line within the function', () => {
    expect(findingId('goroutine-leak', ref('main.(*agent).check', 51, 46), 'chan-send')).toBe(
      'goroutine-leak:main.(*agent).check:chan-send+5',
    );
  });

  it('survives edits above the function', () => {
    expect(findingId('heap-growth', ref('main.f', 60, 55))).toBe(findingId('heap-growth', ref('main.f', 20, 15)));
  });

  it('takes the line of the file where the binary does not say where the function begins (Go before 1.20)', () => {
    expect(findingId('heap-growth', ref('main.f', 20, 0))).toBe('heap-growth:main.f:+L20');
  });

  it('is the same for every type argument', () => {
    expect(findingId('heap-growth', ref('main.(*Q[go.shape.struct { a int; b [2]int }]).push', 3, 1))).toBe(
      findingId('heap-growth', ref('main.(*Q[...]).push', 3, 1)),
    );
  });
});
