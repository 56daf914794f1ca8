import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeSpan, escapeMarkdown, factTable, markdownLink, plainText } from '../../src/lsp/markdown';

const hostile = [
  '<img src=x onerror=alert(1)>',
  '</code><script>alert(1)</script>',
  '[click](javascript:alert(1))',
  '![x](https://evil.example/pixel.png)',
  '[a]: https://evil.example',
  '<https://evil.example>',
  'https://evil.example and www.evil.example and me@evil.example',
  '`code` ``more`` ```fence',
  '**bold** __bold__ *a* _b_ ~~c~~ ~d~',
  '| a | b |\n|---|---|\n| c | d |',
  '# heading\n\n> quote\n- list\n1. list\n***',
  '&lt;b&gt; &#60;b&#62; &copy;',
  '\\*not escaped\\*',
  '$(zap) $x^2$',
  'command:workbench.action.terminal.new',
  '\u202egnirts\u202c \u2066x\u2069',
  'a\u2028b\u2029c\r\nd\te\0f',
  'zero\u200bwidth\u00ad\ufeff',
  '\ud800 alone',
  'main.(*Größe[go.shape.[]uint8]).世界.func1',
];

/** What CommonMark, GFM or VS Code's `$(icon)` could read as more than text; a numeric entity never is structure. */
const active = /[\\`*_{}[\]()#+\-.!|<>~$@:]|&(?!#\d+;)/;

/** The text a reader sees. */
function decoded(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

describe('escaped text', () => {
  it.each(hostile)('has nothing left that is read as Markdown or HTML: %j', (text) => {
    const markdown = escapeMarkdown(text);
    expect(markdown.replace(/&#\d+;/g, '')).not.toMatch(active);
    expect(markdown).not.toMatch(/[\n\r\t]/);
  });

  it('reads as what it was', () => {
    for (const name of ['main.(*session).receive', 'a|b', '<nil>', '$x', '1 & 2', 'x:y@z', '世界']) {
      expect(decoded(escapeMarkdown(name))).toBe(name);
    }
  });

  it('is inert whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const markdown = escapeMarkdown(text);
        expect(markdown.replace(/&#\d+;/g, '')).not.toMatch(active);
        expect(markdown).toBe(markdown.toWellFormed());
      }),
    );
  });
});

describe('a code span', () => {
  it.each(hostile)('cannot be left from inside: %j', (text) => {
    expect(codeSpan(text)).toMatch(/^`[^`|\n\r]+`$/);
  });

  it.each(['', ' ', '\n', '\u200b'])('of nothing to see is a question mark: %j', (text) => {
    expect(codeSpan(text)).toBe('?');
  });

  it('keeps a Go name as it is', () => {
    expect(codeSpan('main.(*Pool[...]).Get')).toBe('`main.(*Pool[...]).Get`');
  });
});

describe('plain text', () => {
  it('is one line without characters that hide or turn round what is read', () => {
    expect(plainText('a\r\n\tb\u202ec\u200bd\u2028e\0f\ud800g')).toBe('a b c d e f g');
  });

  it('of 100 kB is cut', () => {
    const cut = plainText('x'.repeat(100_000));
    expect(cut).toBe(`${'x'.repeat(300)}…`);
    expect(escapeMarkdown('['.repeat(100_000)).length).toBeLessThan(2000);
    expect(codeSpan('`'.repeat(100_000)).length).toBeLessThan(310);
    expect(plainText('\n'.repeat(100_000)).length).toBeLessThan(310);
  });

  it('is not cut in the middle of a character', () => {
    expect(plainText(`${'x'.repeat(299)}😀😀`)).toBe(`${'x'.repeat(299)}…`);
    expect(plainText('😀'.repeat(100_000)).isWellFormed()).toBe(true);
  });

  it('of up to 300 characters is whole', () => {
    expect(plainText('x'.repeat(300))).toBe('x'.repeat(300));
  });
});

describe('a link', () => {
  it.each([
    ['file:///ws/a.go#L3', '[a](file:///ws/a.go#L3)'],
    ['file:///ws/a(b).go', '[a](file:///ws/a%28b%29.go)'],
    ['file:///ws/a|b c.go', '[a](file:///ws/a%7Cb%20c.go)'],
    ['file:///ws/<x>\\y', '[a](file:///ws/%3Cx%3E%5Cy)'],
  ])('to %s is whole', (uri, markdown) => {
    expect(markdownLink('a', uri)).toBe(markdown);
  });
});

it('a table of facts has a row each', () => {
  expect(
    factTable([
      ['Waiting', '7'],
      ['Growth', '+1/min'],
    ]),
  ).toBe('| | |\n|:--|:--|\n| Waiting | 7 |\n| Growth | +1/min |');
});
