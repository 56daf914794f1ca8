import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../src/analyse/reports/pattern/compilePattern';

function matches(source: string, text: string): boolean | string {
  const result = compilePattern(source);
  return result.ok ? result.pattern.test(text) : result.detail;
}

/** All of them as Go's regexp.MatchString answers. */
describe('patterns match as in Go', () => {
  it.each([
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
  ])('%s in %j is %s', (source, text, expected) => {
    expect(matches(source, text)).toBe(expected);
  });
});

describe('what Go refuses is refused in its words', () => {
  it.each([
    ['a(', 'missing closing ): `a(`'],
    ['a)', 'unexpected ): `a)`'],
    ['[a', 'missing closing ]: `[a`'],
    ['*a', 'missing argument to repetition operator: `*`'],
    ['a**', 'invalid nested repetition operator: `**`'],
    ['a{1001}', 'invalid repeat count: `{1001}`'],
    ['[z-a]', /^invalid character class range/],
    ['(?=a)', /^invalid or unsupported Perl syntax/],
    ['(a)\\1', 'invalid escape sequence: `\\1`'],
    ['\\Z', 'invalid escape sequence: `\\Z`'],
    ['\\pX', /^invalid character class range/],
    ['a\\', 'trailing backslash at end of expression: ``'],
    ['(((a{1000}){1000}){1000})', 'expression too large'],
    ['((((){1000}){1000}){1000}){1000}', 'expression too large'],
  ])('%s', (source, detail) => {
    expect(matches(source, '')).toEqual(typeof detail === 'string' ? detail : expect.stringMatching(detail));
  });
});

it('is linear where a backtracking engine would hang', () => {
  expect(matches('^(a+)+$', `${'a'.repeat(5_000)}b`)).toBe(false);
  expect(matches('(x+x+)+y', 'x'.repeat(5_000))).toBe(false);
});

it('agrees with the regular expressions of JavaScript where both have the same syntax', () => {
  const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '(a|b)', '(?:ab)', '\\w', '\\d', '\\.', 'main');
  const operator = fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,3}', '*?');
  const piece = fc.tuple(atom, operator).map(([one, repeat]) => one + repeat);
  const source = fc
    .tuple(fc.constantFrom('', '^'), fc.array(piece, { maxLength: 5 }), fc.constantFrom('', '$'))
    .map(([start, pieces, end]) => start + pieces.join('') + end);
  const text = fc.array(fc.constantFrom('a', 'b', '1', '.', 'main'), { maxLength: 8 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(source, text, (one, other) => {
      expect(matches(one, other)).toBe(new RegExp(one).test(other));
    }),
  );
});
