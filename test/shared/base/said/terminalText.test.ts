import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { terminalLine, terminalSource, terminalText } from '../../../../src/shared/base/said/terminalText';

const raw = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

describe('text for a terminal', () => {
  it.each([
    ['\u001b[2J', '\\x1b[2J'],
    ['\u009b2J', '\\x9b2J'],
    ['\u007f', '\\x7f'],
    ['a\r\nb\tc', 'a\\x0d\\x0ab\\x09c'],
    ['\u202e\u2066\u200f\u061c', '\\u202e\\u2066\\u200f\\u061c'],
    ['a\u2028b', 'a\\u2028b'],
    ['zero\u200bwidth\ufeff\u00ad', 'zero\\u200bwidth\\ufeff\\xad'],
    ['\u{e0041}', '\\u{e0041}'],
    ['\u3164\ufe0f', '\\u3164\\ufe0f'],
    ['\ud800x', '\\ud800x'],
    ['main.(*Größe[...]).世界 😀', 'main.(*Größe[...]).世界 😀'],
  ])('%j is shown as %j', (text, shown) => {
    expect(terminalText(text)).toBe(shown);
  });

  it('is the same when it is done twice, so that names may be made safe before a table is aligned', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(terminalText(text)).not.toMatch(raw);
        expect(terminalLine(terminalText(text))).toBe(terminalText(text));
      }),
    );
  });

  it('of 52 MB is cut, and says so', () => {
    expect(terminalText('x'.repeat(54_525_952))).toBe(`${'x'.repeat(1000)}… (52.0 MB)`);
    expect(terminalText('\u001b'.repeat(54_525_952)).length).toBeLessThan(4100);
    expect(terminalLine('x'.repeat(20_000))).toBe(`${'x'.repeat(10_000)}… (19.5 KB)`);
  });

  it('keeps the tabs of source', () => {
    expect(terminalSource('\tch <- 1\u001b\t// é')).toBe('\tch <- 1\\x1b\t// é');
  });
});
