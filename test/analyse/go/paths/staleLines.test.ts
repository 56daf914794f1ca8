import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { declaredFunctions } from '../../../../src/analyse/go/paths/declaredFunctions';
import { lineAfter, placeLine } from '../../../../src/analyse/go/paths/staleLines';
import type { LineHunk, RecordedFunction } from '../../../../src/shared/model/sourcePaths';

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
  /** The build does not say whether it was of that revision alone. */
  readonly maybeModified?: boolean;
  readonly deployed?: true;
  readonly savedAfterBuild?: boolean;
}

const plain = { hunks: null, isRevisionClean: false, isSavedAfterBuild: false };

/** The verdict on a line of a function, as `12 shifted moved`. */
function verdict(name: string, line: number, now: Now = {}): string {
  const { text = built, known = recorded, hunks = null, withoutStart = false } = now;
  const startLine = withoutStart ? 0 : (recorded.find((one) => one.name === name)?.startLine ?? 0);
  const source = {
    lines: text.split('\n'),
    declared: declaredFunctions(text),
    recorded: known,
    hunks,
    isRevisionClean: now.maybeModified !== true,
    ...(now.deployed === true && { isRevisionDeployed: true as const }),
    isSavedAfterBuild: now.savedAfterBuild === true,
  };
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
    const source = { lines: text.split('\n'), declared: declaredFunctions(text), recorded: [], ...plain };
    const place = { name: 'main.glob..func1', file: 'main.go', line: 4, startLine: 3 };
    expect(placeLine(place, source)).toMatchObject({ line: 4, certainty: 'exact' });
    expect(placeLine({ ...place, startLine: 2, line: 3 }, source)).toMatchObject({ certainty: 'unsure' });
  });

  it('is checked against its function alone when the build says no more', () => {
    expect(verdict('main.second', 11, { withoutStart: true })).toBe('11 exact no-start-line');
    expect(verdict('main.second', 14, { withoutStart: true })).toBe('14 stale outside-function');
  });

  it('is unsure in a file that cannot be read', () => {
    const source = { lines: null, declared: new Map(), recorded, ...plain };
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

  describe('when the build names a commit and does not say whether it was changed', () => {
    const edited = inserted.replace('\t<-done\n}\n\n', '\twork()\n\t<-done\n}\n\n');
    const hunks = [
      { oldStart: 2, oldCount: 0, newStart: 3, newCount: 2 },
      { oldStart: 10, oldCount: 0, newStart: 13, newCount: 1 },
    ];

    it('is placed by the commit when every function begins where it says, and one does behind the line', () => {
      expect(verdict('main.second', 11, { text: edited, hunks, maybeModified: true })).toBe('14 shifted revision');
    });

    it('is placed by its function when one of the others begins elsewhere', () => {
      const text = edited.replace('func third', '// Three.\nfunc third');
      expect(verdict('main.second', 11, { text, hunks, maybeModified: true })).toBe('13 unsure edited');
      expect(verdict('main.second', 11, { text, hunks })).toBe('14 shifted revision');
    });

    it('is certain in the last function only where both say the same', () => {
      expect(verdict('main.third', 15, { text: edited, hunks, maybeModified: true })).toBe('18 shifted revision');
      const more = [...hunks, { oldStart: 14, oldCount: 0, newStart: 18, newCount: 1 }];
      const text = edited.replace(/(func third\(\) \{\n)/, '$1\tmore()\n');
      expect(verdict('main.third', 15, { text, hunks: more, maybeModified: true })).toBe('18 unsure edited');
      expect(verdict('main.third', 15, { text, hunks: more })).toBe('19 shifted revision');
    });

    it('is placed by the commit in the last function, too, where whoever deployed it names the commit and the functions agree', () => {
      const more = [...hunks, { oldStart: 14, oldCount: 0, newStart: 18, newCount: 1 }];
      const text = edited.replace(/(func third\(\) \{\n)/, '$1\tmore()\n');
      const now = { hunks: more, maybeModified: true, deployed: true } as const;
      expect(verdict('main.third', 15, { ...now, text })).toBe('19 shifted revision');
      const older = text.replace('func third', '// Three.\nfunc third');
      expect(verdict('main.third', 15, { ...now, text: older })).toBe('19 shifted moved');
    });

    it('is not marked for certain when the commit says that it was changed, but nothing that it was built so', () => {
      const changed = [{ oldStart: 15, oldCount: 1, newStart: 15, newCount: 1 }];
      expect(verdict('main.third', 15, { hunks: changed, maybeModified: true })).toBe('15 unsure edited');
      expect(verdict('main.second', 11, { hunks: [{ ...changed[0]!, oldStart: 11 }], maybeModified: true })).toBe(
        '11 stale line-changed',
      );
    });

    it('is not marked when it would lie outside its function', () => {
      const text = built.replace(/\twork\(\)\n\}\n$/, '}\n');
      const hunks = [{ oldStart: 15, oldCount: 1, newStart: 14, newCount: 0 }];
      expect(verdict('main.third', 16, { text, hunks, maybeModified: true })).toBe('16 stale outside-function');
      expect(verdict('main.third', 16, { text, hunks })).toBe('15 shifted revision');
    });

    it('is placed by its function when the build does not say where functions begin', () => {
      const known = recorded.map(({ name }) => ({ name, startLine: 0 }));
      const now = { known, hunks: [], maybeModified: true, withoutStart: true };
      expect(verdict('main.second', 11, now)).toBe('11 exact no-start-line');
    });
  });

  describe('in a file that was saved after the program was built', () => {
    const savedAfterBuild = true;

    it.each<readonly [string, string, number, string]>([
      ['before the beginning of another function', 'main.first', 4, '4 exact same-start'],
      ['where its own function begins', 'main.third', 14, '14 exact same-start'],
      ['behind all that the build records', 'main.third', 15, '15 unsure saved-after-build'],
    ])('%s', (_, name, line, told) => {
      expect(verdict(name, line, { savedAfterBuild })).toBe(told);
    });

    it('is certain before a closure that has not moved otherwise', () => {
      const known = recorded.filter(({ name }) => name !== 'main.third');
      expect(verdict('main.second', 8, { known, savedAfterBuild })).toBe('8 exact same-start');
      expect(verdict('main.second', 11, { known, savedAfterBuild })).toBe('11 unsure saved-after-build');
      expect(verdict('main.second.func1', 9, { known, savedAfterBuild })).toBe('9 unsure saved-after-build');
    });

    it('is unsure when the build does not say where functions begin', () => {
      expect(verdict('main.second', 11, { withoutStart: true, savedAfterBuild, known: [] })).toBe(
        '11 unsure saved-after-build',
      );
    });

    it('is as certain as ever when git says what has changed', () => {
      expect(verdict('main.third', 15, { hunks: [], savedAfterBuild })).toBe('15 exact revision');
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
        const told = placeLine({ ...one, file: 'main.go', line }, { lines: now, declared, recorded, ...plain });
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
