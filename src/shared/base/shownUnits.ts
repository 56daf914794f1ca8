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
