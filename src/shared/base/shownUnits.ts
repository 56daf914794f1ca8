/** A unit that amounts can be said in. */
export interface ShownUnit {
  /** pprof's name for it, as `-unit` takes it (internal/measurement/measurement.go, UnitTypes). */
  readonly name: string;
  /** For a person. */
  readonly text: string;
  /** Of the unit in which profiles count. */
  readonly factor: number;
}

const units: Readonly<Record<string, readonly ShownUnit[]>> = {
  bytes: [
    { name: 'B', text: 'B', factor: 1 },
    { name: 'kB', text: 'KB', factor: 2 ** 10 },
    { name: 'MB', text: 'MB', factor: 2 ** 20 },
    { name: 'GB', text: 'GB', factor: 2 ** 30 },
    { name: 'TB', text: 'TB', factor: 2 ** 40 },
    { name: 'PB', text: 'PB', factor: 2 ** 50 },
  ],
  nanoseconds: [
    { name: 'ns', text: 'ns', factor: 1 },
    { name: 'us', text: 'µs', factor: 1e3 },
    { name: 'ms', text: 'ms', factor: 1e6 },
    { name: 's', text: 's', factor: 1e9 },
    { name: 'hrs', text: 'h', factor: 3600e9 },
  ],
};

/** The units that values of such a sample type can be said in; none where they are counts, or of a kind that nobody knows. */
export function unitsOf(sampleUnit: string): readonly ShownUnit[] {
  return Object.hasOwn(units, sampleUnit) ? (units[sampleUnit] ?? []) : [];
}

/** In place of a unit: the one that suits all amounts of a view, as pprof's `-unit=minimum`, which is its default. */
export const oneForAll = 'minimum';

/**
 * The unit in which the least of all amounts can still be read with two decimals beside the total (pprof: internal/report/report.go,
 * selectOutputUnit). Empty where the values have no units.
 *
 * @param least of the amounts that are not 0, without its sign; 0 where there is none
 */
export function unitForAll(least: number, total: number, sampleUnit: string): string {
  const known = unitsOf(sampleUnit);
  const fitting = (value: number) => known.findLast(({ factor }) => value >= factor) ?? known[0];
  const smallest = least === 0 ? total : least;
  const unit = fitting(smallest);
  const isSpread = unit !== fitting(total) && smallest * 100 < total;
  return (isSpread ? fitting(smallest * 100) : unit)?.name ?? '';
}
