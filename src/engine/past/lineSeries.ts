import type { LineAmount, LineSeries } from '../../shared/model/lineSeries';

/** What lines cost at one moment. */
export interface LinesAt {
  readonly atMillis: number;
  readonly lines: readonly LineAmount[];
}

/** More lines of one measure are no choice any more. */
const mostLines = 30;

/** The lines that weighed most at any moment, each over all of them, heaviest first. @param moments in order of time */
export function lineSeries(moments: readonly LinesAt[]): readonly LineSeries[] {
  const found = new Map<
    string,
    { readonly first: LineAmount; greatest: number; readonly values: Map<number, number> }
  >();
  for (const { atMillis, lines } of moments) {
    for (const amount of lines) {
      const key = `${amount.measure} ${String(amount.line)} ${amount.function}\0${amount.file}`;
      const known = found.get(key) ?? { first: amount, greatest: 0, values: new Map<number, number>() };
      known.greatest = Math.max(known.greatest, amount.value);
      found.set(key, known);
      known.values.set(atMillis, amount.value);
    }
  }
  const sorted = [...found.values()].sort((a, b) => b.greatest - a.greatest);
  return (['blocked', 'heap'] as const).flatMap((measure) =>
    sorted
      .filter(({ first }) => first.measure === measure)
      .slice(0, mostLines)
      .map(({ first: { function: name, file, line }, values }) => ({
        ...{ measure, function: name, file, line },
        points: moments.map(({ atMillis }) => [atMillis, values.get(atMillis) ?? 0] as const),
      })),
  );
}
