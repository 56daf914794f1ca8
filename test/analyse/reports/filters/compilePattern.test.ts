import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../../src/analyse/reports/filters/compilePattern';
import { askGo } from '../../../support/goRegexp/goRegexp';
import { hasGo } from '../../../support/go/goService';

function matches(source: string, text: string): boolean | string {
  const result = compilePattern(source);
  return result.ok ? result.pattern.test(text) : result.detail;
}

const atoms = fc.constantFrom(
  ...['a', 'b', 'K', 'ſ', 'É', 'é', 'ß', 'Σ', 'ς', '😀', '世', '.', '^', '$', '-', 'main', '{', '}', '{,3}', '/', '"'],
  ...[
    '\\b',
    '\\B',
    '\\A',
    '\\z',
    '\\d',
    '\\D',
    '\\w',
    '\\W',
    '\\s',
    '\\S',
    '\\.',
    '\\n',
    '\\t',
    '\\v',
    '\\Qa.b\\E',
    '\\(\\*T\\)',
  ],
  ...['\\x41', '\\x{1F600}', '\\101', '\\0', '\\8', '\\C', '\\Z', '\\e', '\\é', '\\_'],
  ...[
    '[ab]',
    '[^a]',
    '[a-c]',
    '[é-ü]',
    '[[:alpha:]]',
    '[^[:^digit:]]',
    '[[:punct:]_]',
    '[\\d\\-x]',
    '[]a]',
    '[a-]',
    '[z-a]',
    '[[:foo:]]',
  ],
  ...[
    '\\pL',
    '\\pN',
    '\\p{Greek}',
    '\\P{Lu}',
    '\\p{^Lu}',
    '\\p{Any}',
    '\\p{Han}',
    '\\p{Nope}',
    '(?i)',
    '(?s)',
    '(?m)',
    '(?U)',
    '(?-i)',
  ],
);
const operators = fc.constantFrom(
  '',
  '',
  '',
  '',
  '*',
  '+',
  '?',
  '{2}',
  '{1,3}',
  '{0,}',
  '*?',
  '{2,1}',
  '{1001}',
  '**',
  '{2}?',
);

/** Groups without names: one that occurs twice is taken by Go and refused by RE2. */
const { expressions } = fc.letrec<{ expressions: string; item: string }>((tie) => ({
  expressions: fc
    .array(tie('item'), { minLength: 1, maxLength: 4 })
    .chain((items) => fc.constantFrom('', '', '|').map((between) => items.join(between))),
  item: fc
    .tuple(
      fc.oneof(
        { maxDepth: 2, withCrossShrink: true },
        atoms,
        fc
          .tuple(
            fc.constantFrom('(', '(?:', '(?i:', '(?s-i:', '(?='),
            tie('expressions'),
            fc.constantFrom(')', ')', ')', ''),
          )
          .map((parts) => parts.join('')),
      ),
      operators,
    )
    .map((parts) => parts.join('')),
}));

const texts = fc
  .array(
    fc.constantFrom(
      ...('abcKkſÉéEßẞΣςσ😀世A19_.- \n\t\v/"sS{'.match(/./gsu) ?? []),
      'main',
      '(*T)',
      '\u212a',
      '\u00a0',
      ',3}',
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

const answered: readonly (readonly [source: string, text: string, matches: boolean])[] = [
  ['', '', true],
  ['main', 'x.main.y', true],
  ['^main\\.', 'main.go', true],
  ['^main\\.', 'xmain.go', false],
  ['main$', 'main\n', false],
  ['(?m)^b$', 'a\nb\nc', true],
  ['a.c', 'a\nc', false],
  ['(?s)a.c', 'a\nc', true],
  ['(?i)MAIN', 'main', true],
  ['(?i:M)ain', 'main', true],
  ['(?i:M)AIN', 'main', false],
  ['(?i)É', 'é', true],
  ['(?i)[^a]', 'A', false],
  ['\\(\\*T\\)\\.Get', 'store.(*T).Get', true],
  ['\\Q(*T).Get\\E', 'store.(*T).Get', true],
  ['a|b|', 'z', true],
  ['^(a|bc)+$', 'abcbca', true],
  ['^(a|bc)+$', 'abcb', false],
  ['^a{2,3}$', 'aaaa', false],
  ['^a{2,}$', 'aaaa', true],
  ['^a{,3}$', 'a{,3}', true],
  ['^x*?y$', 'xxy', true],
  ['\\bget\\b', 'store.get()', true],
  ['\\bget\\b', 'target', false],
  ['\\Bget', 'target', true],
  ['[[:alpha:]_]+\\d', 'abc_9', true],
  ['[^[:^digit:]]', 'a', false],
  ['[\\d\\-x]', '-', true],
  ['[]a]', ']', true],
  ['\\x41\\x{1F600}\\101', 'A😀A', true],
  ['^.$', '😀', true],
  ['\\pL', '1', false],
  ['\\p{Greek}', 'α', true],
  ['\\P{Greek}', 'α', false],
  ['(?P<name>a)(?<other>b)', 'ab', true],
  ['\\A\\z', '', true],
  ['(?U)a+', 'a', true],
];

describe('patterns match as in Go', () => {
  it.each(answered)('%s in %j is %s', (source, text, expected) => {
    expect(matches(source, text)).toBe(expected);
  });
});

const refused: readonly (readonly [source: string, detail: string])[] = [
  ['a(', 'missing closing ): `a(`'],
  ['a)', 'unexpected ): `a)`'],
  ['[a', 'missing closing ]: `[a`'],
  ['*a', 'missing argument to repetition operator: `*`'],
  ['a**', 'invalid nested repetition operator: `**`'],
  ['a{1001}', 'invalid repeat count: `{1001}`'],
  ['[z-a]', 'invalid character class range: `z-a`'],
  ['(?=a)', 'invalid or unsupported Perl syntax: `(?=`'],
  ['(a)\\1', 'invalid escape sequence: `\\1`'],
  ['\\Z', 'invalid escape sequence: `\\Z`'],
  ['\\pX', 'invalid character class range: `\\pX`'],
  ['a\\', 'trailing backslash at end of expression: ``'],
  ['(((a{1000}){1000}){1000})', 'invalid repeat count: `{1000}`'],
  ['[[:foo:]]', 'invalid character class range: `[:foo:]`'],
  ['(?P<n', 'invalid named capture: `(?P<n`'],
];

describe('what Go refuses is refused in its words', () => {
  it.each(refused)('%s', (source, detail) => {
    expect(matches(source, '')).toBe(detail);
  });
});

it('refuses what nobody writes', () => {
  expect(matches('a.'.repeat(5_001), '')).toBe('expression too large');
});

it('is linear where a backtracking engine would hang', () => {
  expect(matches('^(a+)+$', `${'a'.repeat(5_000)}b`)).toBe(false);
  expect(matches('(x+x+)+y', 'x'.repeat(5_000))).toBe(false);
});

describe.skipIf(!hasGo())('beside Go itself (skipped without Go)', () => {
  it('the tables say what it says', () => {
    const valid = askGo(answered.map(([pattern, text]) => ({ pattern, texts: [text] })));
    expect(valid.map(({ matches: [one] }) => one)).toEqual(answered.map(([, , expected]) => expected));
    const invalid = askGo(refused.map(([pattern]) => ({ pattern, texts: [] })));
    expect(invalid.map(({ problem }) => problem)).toEqual(refused.map(([, detail]) => detail));
  }, 60_000);

  it('random expressions are taken, refused and found as there', () => {
    const questions = fc.sample(
      fc.record({ pattern: expressions, texts: fc.array(texts, { minLength: 4, maxLength: 4 }) }),
      3000,
    );
    const answers = askGo(questions);
    const different = questions.flatMap(({ pattern, texts: some }, at) => {
      const { problem, matches: expected } = answers[at] ?? { problem: 'no answer', matches: [] };
      const ours = some.map((text) => matches(pattern, text));
      const theirs = problem === '' ? expected : some.map(() => problem);
      return JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [{ pattern, some, ours, theirs }];
    });
    expect(different).toEqual([]);
    expect(answers.filter(({ problem }) => problem === '').length).toBeGreaterThan(200);
  }, 60_000);
});
