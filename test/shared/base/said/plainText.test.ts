import { describe, expect, it } from 'vitest';
import { labelText, messageText, plainPage, plainText } from '../../../../src/shared/base/said/plainText';

describe('plain text', () => {
  it('is one line without characters that hide or turn round what is read', () => {
    expect(plainText('a\r\n\tb\u202ec\u200bd\u2028e\0f\ud800g')).toBe('a b c d e f g');
  });

  it('of 100 kB is cut', () => {
    const cut = plainText('x'.repeat(100_000));
    expect(cut).toBe(`${'x'.repeat(300)}… (97.7 KB)`);
    expect(plainText('\n'.repeat(100_000))).toBe(' … (97.7 KB)');
  });

  it('is not cut in the middle of a character', () => {
    expect(plainText(`${'x'.repeat(299)}😀😀`)).toBe(`${'x'.repeat(299)}… (303 B)`);
    expect(plainText('😀'.repeat(100_000)).isWellFormed()).toBe(true);
  });

  it('of up to 300 characters is whole', () => {
    expect(plainText('x'.repeat(300))).toBe('x'.repeat(300));
  });
});

it('a page keeps its lines and loses what hides in them', () => {
  expect(plainPage('# a\n\nb\u202e\u001bc\r\n')).toBe('# a\n\nb  c \n');
});

it('a label asks for no icon', () => {
  expect(labelText('$(zap) $(bug)\u202e')).toBe('$ (zap) $ (bug) ');
});

it('a message has no link in it, least of all one that runs a command', () => {
  expect(messageText('503 [Fix it](command:x) [a](https://b)')).toBe('503 [Fix it] (command:x) [a] (https://b)');
});
