import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonDocument, jsonText } from '../../../../src/shared/base/said/jsonText';

/** Bytes that a terminal or an editor could act on. */
const raw = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

describe('JSON', () => {
  it('has the same value and no character that could steer a terminal', () => {
    const texts = [
      '\u001b[2J',
      '\u009b2J',
      '\u007f',
      '\u202e\u2066\u200e\u061c',
      '\u2028',
      '\u200b\ufeff',
      '\u{e0041}',
      '\ud800',
    ];
    for (const text of texts) {
      const json = jsonText({ [text]: text });
      expect(json).not.toMatch(raw);
      expect(JSON.parse(json)).toEqual({ [text]: text });
    }
    expect(jsonText('\u009b\u202e\u{e0041}')).toBe(String.raw`"\u009b\u202e\udb40\udc41"`);
  });

  it('leaves what people read as it is', () => {
    expect(jsonText('main.(*Größe[go.shape.[]uint8]).世界 😀')).toBe('"main.(*Größe[go.shape.[]uint8]).世界 😀"');
  });

  it('says the same whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(jsonText(text)).not.toMatch(raw);
        expect(JSON.parse(jsonText(text))).toBe(text);
      }),
    );
  });

  it('cuts a value and a key of more than 10,000 characters, and says of what size they were', () => {
    const long = 'x'.repeat(54_525_952);
    const cut = `${'x'.repeat(10_000)}… (52.0 MB)`;
    expect(JSON.parse(jsonText({ [long]: long, list: [long] }))).toEqual({ [cut]: cut, list: [cut] });
    expect(JSON.parse(jsonText('x'.repeat(10_000)))).toBe('x'.repeat(10_000));
  });

  it('keeps a label that is named like what every object has', () => {
    const labels = Object.fromEntries([
      ['__proto__', 'a'],
      ['x'.repeat(20_000), 'b'],
    ]);
    expect(jsonText(labels)).toMatch(/^\{"__proto__":"a","x+… \(19\.5 KB\)":"b"\}$/);
  });

  it('is whole when a list is written piece by piece', () => {
    const pieces = [...jsonDocument({ total: 2n ** 60n }, 'rows', [{ a: '\u009b' }, 2])];
    expect(JSON.parse(pieces.join(''))).toEqual({ total: '1152921504606846976', rows: [{ a: '\u009b' }, 2] });
    expect(pieces.join('').replaceAll('\n', '')).not.toMatch(raw);
  });
});
