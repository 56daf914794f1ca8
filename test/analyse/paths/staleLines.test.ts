import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { declaredFunctions } from '../../../src/analyse/paths/declaredFunctions';
import { lineAfter, placeLine } from '../../../src/analyse/paths/staleLines';
import type { LineHunk, RecordedFunction } from '../../../src/shared/sourcePaths';

/** What was built. */
const built = `package main

func first() {
	work()
}

func second(done chan int) {
	go func() {
		<-done
	}()
	<-done
}

func third() {
	work()
}
`;

const recorded: readonly RecordedFunction[] = [
  { name: 'main.first', startLine: 3 },
  { name: 'main.second', startLine: 7 },
  { name: 'main.second.func1', startLine: 8 },
  { name: 'main.third', startLine: 14 },
];

interface Now {
  readonly text?: string;
  readonly known?: readonly RecordedFunction[];
  readonly hunks?: readonly LineHunk[] | null;
  /** As Go before 1.20 writes profiles. */
  readonly withoutStart?: boolean;
}

/** The verdict on a line of a function, as `12 shifted moved`. */
function verdict(name: string, line: number, now: Now = {}): string {
  const { text = built, known = recorded, hunks = null, withoutStart = false } = now;
  const startLine = withoutStart ? 0 : (recorded.find((one) => one.name === name)?.startLine ?? 0);
  const source = { lines: text.split('\n'), declared: declaredFunctions(text), recorded: known, hunks };
  const told = placeLine({ name, file: 'main.go', line, startLine }, source);
  return `${String(told.line)} ${told.certainty} ${told.why}`;
}

const inserted = built.replace('func first', '// One.\n// Two.\nfunc first');

describe('a line of the build', () => {
  it('is where it was while nothing has changed', () => {
    expect(verdict('main.second', 11)).toBe('11 exact same-start');
    expect(verdict('main.second.func1', 9)).toBe('9 exact same-start');
  });

  it('moves with its function, closures too', () => {
    expect(verdict('main.second', 11, { text: inserted })).toBe('13 shifted moved');
    expect(verdict('main.second.func1', 9, { text: inserted })).toBe('11 shifted moved');
    expect(verdict('main.third', 15, { text: inserted })).toBe('17 shifted moved');
  });

  it('moves with its function when lines went above', () => {
    expect(verdict('main.third', 15, { text: built.replace(/func first[^}]*\}\n\n/, '') })).toBe('11 shifted moved');
  });

  it('moves alone with its function, when functions changed their order', () => {
    const text = `package main\n\nfunc third() {\n\twork()\n}\n\nfunc first() {\n\twork()\n}\n`;
    expect(verdict('main.third', 15, { text })).toBe('4 shifted moved');
  });

  it('is not marked when its function is gone', () => {
    expect(verdict('main.second', 11, { text: built.replace('func second', 'func other') })).toBe(
      '11 stale function-gone',
    );
    expect(verdict('main.second.func1', 9, { text: built.replace('func second', 'func other') })).toBe(
      '9 stale function-gone',
    );
  });

  it('is not marked when it would lie outside its function', () => {
    const shorter = built.replace('\tgo func() {\n\t\t<-done\n\t}()\n', '');
    expect(verdict('main.second', 11, { text: shorter })).toBe('11 stale outside-function');
  });

  it('is unsure when lines came or went in its function', () => {
    const text = built.replace('\t<-done\n}\n\n', '\twork()\n\t<-done\n}\n\n');
    expect(verdict('main.second', 11, { text })).toBe('11 unsure edited');
    // The functions around it are not touched by that.
    expect(verdict('main.first', 4, { text })).toBe('4 exact same-start');
    expect(verdict('main.third', 15, { text })).toBe('16 shifted moved');
  });

  it('is unsure when a closure inside it has moved otherwise', () => {
    const text = built.replace('\tgo func() {', '\twork()\n\tgo func() {');
    const known = recorded.filter(({ name }) => name !== 'main.third');
    expect(verdict('main.second', 11, { text, known })).toBe('11 unsure edited');
    expect(verdict('main.second.func1', 9, { text, known })).toBe('9 unsure edited');
  });

  it('of an initialiser stands in no function', () => {
    const text = 'package main\n\nvar a = func() int {\n\treturn 1\n}\n';
    const source = { lines: text.split('\n'), declared: declaredFunctions(text), recorded: [], hunks: null };
    const place = { name: 'main.glob..func1', file: 'main.go', line: 4, startLine: 3 };
    expect(placeLine(place, source)).toMatchObject({ line: 4, certainty: 'exact' });
    expect(placeLine({ ...place, startLine: 2, line: 3 }, source)).toMatchObject({ certainty: 'unsure' });
  });

  it('is checked against its function alone when the build says no more', () => {
    expect(verdict('main.second', 11, { withoutStart: true })).toBe('11 exact no-start-line');
    expect(verdict('main.second', 14, { withoutStart: true })).toBe('14 stale outside-function');
  });

  it('is unsure in a file that cannot be read', () => {
    const source = { lines: null, declared: new Map(), recorded, hunks: null };
    expect(placeLine({ name: 'main.first', file: 'main.go', line: 4, startLine: 3 }, source)).toEqual({
      line: 4,
      certainty: 'unsure',
      why: 'unread',
    });
  });

  describe('when git says what has changed', () => {
    const edited = inserted.replace('\t<-done\n}\n\n', '\twork()\n\t<-done\n}\n\n');
    const hunks = [
      { oldStart: 2, oldCount: 0, newStart: 3, newCount: 2 },
      { oldStart: 10, oldCount: 0, newStart: 13, newCount: 1 },
    ];

    it('is placed for certain, also behind an edit in its function', () => {
      expect(verdict('main.first', 4, { text: edited, hunks })).toBe('6 shifted revision');
      expect(verdict('main.second', 11, { text: edited, hunks })).toBe('14 shifted revision');
      expect(verdict('main.second.func1', 9, { text: edited, hunks })).toBe('11 shifted revision');
      expect(verdict('main.first', 4, { hunks: [] })).toBe('4 exact revision');
    });

    it('is not marked when it was changed itself', () => {
      const changed = [{ oldStart: 4, oldCount: 1, newStart: 4, newCount: 1 }];
      expect(verdict('main.first', 4, { hunks: changed })).toBe('4 stale line-changed');
    });

    it('falls back on the functions when the build was not of that revision', () => {
      const wrong = [{ oldStart: 0, oldCount: 0, newStart: 1, newCount: 5 }];
      expect(verdict('main.second', 11, { text: inserted, hunks: wrong })).toBe('13 shifted moved');
    });
  });

  it('is never placed in another function, whatever was done to the file', () => {
    const lines = built.split('\n');
    const edits = fc.array(
      fc.tuple(fc.nat(lines.length), fc.nat(3), fc.array(fc.constantFrom('', '\twork()', '}'), { maxLength: 3 })),
      {
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(edits, fc.constantFrom(...recorded), fc.nat(20), (changes, one, line) => {
        const now = [...lines];
        for (const [at, count, more] of changes) now.splice(at, count, ...more);
        const text = now.join('\n');
        const declared = declaredFunctions(text);
        const told = placeLine({ ...one, file: 'main.go', line }, { lines: now, declared, recorded, hunks: null });
        if (told.certainty === 'stale') return;
        const range = declared.get(one.name.split('.')[1] ?? '');
        expect(told.line).toBeGreaterThanOrEqual(range?.first ?? Infinity);
        expect(told.line).toBeLessThanOrEqual(range?.last ?? -Infinity);
      }),
    );
  });
});

it.each<readonly [number, number | null]>([
  [1, 1],
  [2, 2],
  [3, 5],
  [9, 11],
  [10, null],
  [11, null],
  [12, 13],
  [20, 21],
])('line %i of the revision is line %s now', (line, now) => {
  const hunks = [
    { oldStart: 2, oldCount: 0, newStart: 3, newCount: 2 },
    { oldStart: 10, oldCount: 2, newStart: 12, newCount: 1 },
  ];
  expect(lineAfter(hunks, line)).toBe(now);
});
