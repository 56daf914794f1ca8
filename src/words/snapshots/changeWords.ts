import type { ResolvedSite } from '../../shared/model/sourceLocation';
import { formatBytes, formatCount, formatSignedBytes, formatSignedCount } from '../../shared/base/units';

interface Measure<T> {
  readonly keyOf: (entry: T) => string;
  readonly valueOf: (entry: T) => number;
}

interface Change<T> {
  /** As it is after, or as it was before when it is gone. */
  readonly entry: T;
  readonly from: number;
  readonly to: number;
}

/** What is not the same, the largest change first; what grew comes before what shrank as much. */
export function changesOf<T>(before: readonly T[], after: readonly T[], { keyOf, valueOf }: Measure<T>): Change<T>[] {
  const changes = new Map<string, Change<T>>();
  for (const entry of before) {
    const known = changes.get(keyOf(entry));
    changes.set(keyOf(entry), { entry, from: (known?.from ?? 0) + valueOf(entry), to: 0 });
  }
  for (const entry of after) {
    const known = changes.get(keyOf(entry));
    changes.set(keyOf(entry), { entry, from: known?.from ?? 0, to: (known?.to ?? 0) + valueOf(entry) });
  }
  const size = ({ from, to }: Change<T>) => Math.abs(to - from);
  return [...changes.values()]
    .filter((change) => change.from !== change.to)
    .sort((a, b) => size(b) - size(a) || b.to - b.from - (a.to - a.from));
}

export function siteKey({ path, line, function: name }: ResolvedSite): string {
  return `${path}:${String(line)} ${name}`;
}

interface Unit {
  readonly plain: (value: number) => string;
  readonly signed: (value: number) => string;
}

export const asBytes: Unit = { plain: formatBytes, signed: formatSignedBytes };
export const asCount: Unit = { plain: formatCount, signed: formatSignedCount };

/** Width of a change and of what stands between it and a place. */
export const changeWidth = 40;

/** `  +9.10 MB     12.0 MB →    21.1 MB`, always as wide. */
export function changeWords({ plain, signed }: Unit, from: number, to: number): string {
  const change = from === to ? '=' : signed(to - from);
  return `${change.padStart(11)}   ${plain(from).padStart(10)} → ${plain(to).padStart(10)}`;
}
