import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { compareInk } from './inkSimilarity';

const settings = { reach: 3, parts: 4 };

interface Look {
  readonly paper: number;
  readonly ink: number;
  readonly right?: number;
  readonly down?: number;
}

/** Draws `#` as ink, four pixels wide and high; around it six pixels of paper. */
function draw(rows: readonly string[], { paper, ink, right = 0, down = 0 }: Look): Buffer {
  const [cell, margin] = [4, 6];
  const png = new PNG({ width: (rows[0]?.length ?? 0) * cell + 2 * margin, height: rows.length * cell + 2 * margin });
  for (let y = 0; y < png.height; y += 1) {
    for (let x = 0; x < png.width; x += 1) {
      const row = rows[Math.floor((y - margin - down) / cell)];
      const isInk = row?.[Math.floor((x - margin - right) / cell)] === '#';
      png.data.fill(isInk ? ink : paper, (y * png.width + x) * 4, (y * png.width + x) * 4 + 3);
      png.data[(y * png.width + x) * 4 + 3] = 255;
    }
  }
  return PNG.sync.write(png);
}

const letters = ['##.##.#.#.', '#..#.##.#.', '##.#.#.#.#'];
const oneOther = ['##.##.#.#.', '#..#.##.#.', '##.#.###..'];
const blackOnWhite = { paper: 255, ink: 0 };

describe('the likeness of two pictures', () => {
  const reference = draw(letters, blackOnWhite);

  it.each([
    ['the same', letters, blackOnWhite],
    ['fainter and on another background', letters, { paper: 200, ink: 150 }],
    ['a few pixels away', letters, { ...blackOnWhite, right: 2, down: 3 }],
  ])('is whole when the ink is %s', (_what, rows, look) => {
    expect(compareInk({ reference, actual: draw(rows, look) }, settings).similarity).toBeCloseTo(1, 5);
  });

  it.each([
    ['one part differs', oneOther, blackOnWhite],
    ['light and dark are swapped', letters, { paper: 0, ink: 255 }],
    ['it is too far away to be the same place', letters, { ...blackOnWhite, right: 0, down: 6 }],
    ['there is no ink', ['..........', '..........', '..........'], blackOnWhite],
  ])('is low when %s', (_what, rows, look) => {
    expect(compareInk({ reference, actual: draw(rows, look) }, settings).similarity).toBeLessThan(0.8);
  });

  it('is nothing for a reference without ink', () => {
    const blank = draw(['....', '....', '....'], blackOnWhite);
    expect(compareInk({ reference: blank, actual: blank }, settings)).toEqual({ similarity: 0, contrast: 0 });
  });

  it('tells the contrast of what is there', () => {
    expect(compareInk({ reference, actual: draw(letters, { paper: 200, ink: 150 }) }, settings).contrast).toBeCloseTo(
      50,
      3,
    );
  });
});
