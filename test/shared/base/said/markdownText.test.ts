import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import MarkdownIt from 'markdown-it';
import { codeSpan, markdownLink, markdownText, readableMarkdown } from '../../../../src/shared/base/said/markdownText';

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
  ':smile: and #12',
  '- one\n- two',
  '1. one',
  '+ one',
  '===',
  '    code',
  'a\u{e0041}\u{e0042} \u3164 \ufe0f',
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
    const markdown = markdownText(text);
    expect(markdown.replace(/&#\d+;/g, '')).not.toMatch(active);
    expect(markdown).not.toMatch(/[\n\r\t]/);
  });

  it('reads as what it was', () => {
    for (const name of ['main.(*session).receive', 'a|b', '<nil>', '$x', '1 & 2', 'x:y@z', '世界']) {
      expect(decoded(markdownText(name))).toBe(name);
    }
  });

  it('is inert whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const markdown = markdownText(text);
        expect(markdown.replace(/&#\d+;/g, '')).not.toMatch(active);
        expect(markdown).toBe(markdown.toWellFormed());
      }),
    );
  });
});

/** What GitHub and the editor draw of it: HTML let through, addresses without brackets as links. */
const renderer = new MarkdownIt({ html: true, linkify: true });

describe.each([
  ['strict', markdownText],
  ['readable', readableMarkdown],
])('%s escapes', (_name, escaped) => {
  it.each(hostile)('leave one paragraph of text for a real renderer: %j', (text) => {
    const html = renderer.render(escaped(text));
    expect(html).toMatch(/^<p>[^<>]*<\/p>\n$/);
  });

  it.each(hostile)('keep a cell of a table one cell: %j', (text) => {
    const html = renderer.render(`| a | b |\n|---|---|\n| ${escaped(text)} | 1 |`);
    expect(html.match(/<td>[^<>]*<\/td>/g)).toHaveLength(2);
    expect(html.match(/<(?!\/?(?:table|thead|tbody|tr|th|td)>)/g)).toBeNull();
  });

  it('read as what it was', () => {
    for (const name of ['main.(*session).receive', 'a|b', '<nil>', '$x', '1 & 2', 'x:y@z', '世界', 'a/b.go:12', '#1'])
      expect(decoded(escaped(name))).toBe(name);
  });

  it('say nothing else whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(renderer.render(`x ${escaped(text)}`)).toMatch(/^<p>[^<>]*<\/p>\n$/);
      }),
    );
  });
});

it('a page that people also read as it is written keeps places and sentences legible', () => {
  expect(readableMarkdown('Leak: 3 wait at gateway.go:61 (chan send), +2 per minute.')).toBe(
    'Leak: 3 wait at gateway.go:61 (chan send), +2 per minute.',
  );
});

it.each([
  ['79.6 MB of 228 MB', '79.6 MB of 228 MB'],
  ['12)x', '12)x'],
  ['3. kept', '3&#46; kept'],
  ['3.', '3&#46;'],
])('only a number that a blank follows would begin a list: %s', (text, written) => {
  expect(readableMarkdown(text)).toBe(written);
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

describe('a link', () => {
  it.each([
    ['file:///ws/a.go#L3', '[a](file:///ws/a.go#L3)'],
    ['file:///ws/a(b).go', '[a](file:///ws/a%28b%29.go)'],
    ['file:///ws/a|b c.go', '[a](file:///ws/a%7Cb%20c.go)'],
    ['file:///ws/<x>\\y', '[a](file:///ws/%3Cx%3E%5Cy)'],
  ])('to %s is whole', (uri, markdown) => {
    expect(markdownLink('a', uri)).toBe(markdown);
  });

  it('to an address longer than any path is none', () => {
    expect(markdownLink('a', `file:///${'x'.repeat(20_000)}`)).toBe('a');
  });
});
