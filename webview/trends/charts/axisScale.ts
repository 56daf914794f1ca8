import { formatBytes, formatCount } from '../../../src/shared/base/units';

const kilo = 1024;

/** Distances between ticks of an axis of bytes. Six steps of 100 stay below the next unit; above, only halves meet it. */
export const byteSteps: readonly number[] = [1, kilo, kilo ** 2, kilo ** 3, kilo ** 4].flatMap((unit) =>
  [1, 2, 5, 10, 20, 50, 100, 256, 512].map((step) => step * unit),
);

/** Distances between ticks of an axis of counts: never a fraction. */
export const countSteps: readonly number[] = Array.from({ length: 10 }, (_, power) => 10 ** power).flatMap((unit) => [
  unit,
  2 * unit,
  5 * unit,
]);

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Distances between ticks of a time axis, in seconds. */
export const timeSteps: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map((step) => step * minute),
  ...[1, 2, 3, 6, 12].map((step) => step * hour),
  ...[1, 2, 7, 14, 28].map((step) => step * day),
];

/** A tick of an axis of bytes without needless zeros: `50 MB`, `1.5 GB`, `0`. */
export function byteTick(bytes: number): string {
  if (bytes === 0) return '0';
  return formatBytes(bytes).replace(/\.(\d*?)0+ /, (_, kept: string) => (kept === '' ? ' ' : `.${kept} `));
}

/** A tick of an axis of counts; thousands are shortened from 10 000 on: `2,000`, `50k`, `3M`. */
export function countTick(count: number): string {
  if (count >= 1e6) return `${String(count / 1e6)}M`;
  return count >= 1e4 ? `${String(count / 1e3)}k` : formatCount(count);
}

/** Zero to somewhat above the greatest value, so that a line never hides under the edge; `least` when there is no value. */
export function scaleFromZero(greatest: number | null, least: number): [number, number] {
  return [0, Math.max((greatest ?? 0) * 1.08, least)];
}
