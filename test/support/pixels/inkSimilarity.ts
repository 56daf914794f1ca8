// Is what one picture shows also in another? Compares the shape of the ink, not its colour: the correlation of brightness
// does not change with contrast or background, so a highlighted line or a faded theme colour does not matter, and a text
// that differs, is cut off or lies under something else does.
import { PNG } from 'pngjs';

export interface InkComparison {
  /** 1: the same shapes; around 0: others. The worst part of the picture counts, so one wrong letter shows. */
  readonly similarity: number;
  /** Difference between the brightest and the darkest pixel of the actual picture, 0 to 255. */
  readonly contrast: number;
}

interface Picture {
  readonly width: number;
  readonly height: number;
  /** Row by row, 0 to 255. */
  readonly brightness: Float64Array;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Shift {
  readonly x: number;
  readonly y: number;
}

/** Brightness may vary this much in a part without ink; anti-aliasing of a letter varies far more. */
const flatVariance = 4;

/** Weights of ITU-R BT.601, transparent pixels on white. */
function decode(png: Buffer): Picture {
  const { width, height, data } = PNG.sync.read(png);
  const brightness = new Float64Array(width * height);
  for (let pixel = 0; pixel < brightness.length; pixel += 1) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(pixel * 4, pixel * 4 + 4);
    const over = (channel: number) => 255 - ((255 - channel) * alpha) / 255;
    brightness[pixel] = 0.299 * over(red) + 0.587 * over(green) + 0.114 * over(blue);
  }
  return { width, height, brightness };
}

function range(values: Float64Array): number {
  let [least, most] = [255, 0];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return most - least;
}

/** The smallest box around everything that differs from the picture's first pixel, or undefined for a blank picture. */
function inkBox(picture: Picture): Box | undefined {
  const paper = picture.brightness[0] ?? 0;
  let [left, top, right, bottom] = [picture.width, picture.height, -1, -1];
  picture.brightness.forEach((value, at) => {
    if (Math.abs(value - paper) < 8) return;
    const [x, y] = [at % picture.width, Math.floor(at / picture.width)];
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  });
  return right < 0 ? undefined : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** Pearson's correlation of two boxes of pixels; undefined when the reference has no ink there. */
function correlation(reference: Picture, actual: Picture, box: Box, shift: Shift): number | undefined {
  let [count, sumR, sumA, sumRR, sumAA, sumRA] = [0, 0, 0, 0, 0, 0];
  for (let y = box.top; y < box.top + box.height; y += 1) {
    for (let x = box.left; x < box.left + box.width; x += 1) {
      const r = reference.brightness[y * reference.width + x] ?? 0;
      const a = actual.brightness[(y + shift.y) * actual.width + x + shift.x] ?? 0;
      count += 1;
      sumR += r;
      sumA += a;
      sumRR += r * r;
      sumAA += a * a;
      sumRA += r * a;
    }
  }
  const varianceR = sumRR / count - (sumR / count) ** 2;
  const varianceA = sumAA / count - (sumA / count) ** 2;
  if (varianceR < flatVariance) return undefined;
  if (varianceA < flatVariance) return 0;
  return (sumRA / count - (sumR / count) * (sumA / count)) / Math.sqrt(varianceR * varianceA);
}

function bestShift(reference: Picture, actual: Picture, box: Box, reach: number): Shift {
  let best = { score: -Infinity, shift: { x: 0, y: 0 } };
  for (let y = -reach; y <= reach; y += 1) {
    if (box.top + y < 0 || box.top + box.height + y > actual.height) continue;
    for (let x = -reach; x <= reach; x += 1) {
      if (box.left + x < 0 || box.left + box.width + x > actual.width) continue;
      const score = correlation(reference, actual, box, { x, y }) ?? 0;
      if (score > best.score) best = { score, shift: { x, y } };
    }
  }
  return best.shift;
}

/**
 * Slides the ink of `reference` over `actual` by up to `reach` pixels and compares it in `parts` upright slices where it
 * fits best. Both are PNG files of the same scale. Nothing is like a blank reference: a text without ink cannot be read.
 */
export function compareInk(
  pictures: { readonly reference: Buffer; readonly actual: Buffer },
  { reach, parts }: { readonly reach: number; readonly parts: number },
): InkComparison {
  const [reference, actual] = [decode(pictures.reference), decode(pictures.actual)];
  const box = inkBox(reference);
  if (!box) return { similarity: 0, contrast: range(actual.brightness) };
  const shift = bestShift(reference, actual, box, reach);
  const width = Math.max(1, Math.ceil(box.width / parts));
  let similarity = 1;
  for (let left = box.left; left < box.left + box.width; left += width) {
    const slice = { ...box, left, width: Math.min(width, box.left + box.width - left) };
    similarity = Math.min(similarity, correlation(reference, actual, slice, shift) ?? 1);
  }
  return { similarity, contrast: range(actual.brightness) };
}
