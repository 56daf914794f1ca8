/** What one part of LeakLens held at one time. */
export interface SoakSample {
  readonly minute: number;
  readonly megabytes: number;
}

export interface PartReport {
  readonly part: string;
  readonly early: number;
  readonly late: number;
  readonly most: number;
  readonly isFlat: boolean;
}

/** A part may end this much above where it settled: caches that fill to their bounds, and a collector that takes its time. */
const slack = { share: 0.25, megabytes: 24 };

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** Compares the second quarter of the time, when everything has started, with the last one. */
export function reportPart(part: string, samples: readonly SoakSample[]): PartReport {
  const quarter = Math.max(1, Math.floor(samples.length / 4));
  const held = samples.map(({ megabytes }) => megabytes);
  const early = median(held.slice(quarter, 2 * quarter));
  const late = median(held.slice(-quarter));
  const isFlat = late <= early * (1 + slack.share) + slack.megabytes;
  return { part, early, late, most: Math.max(0, ...held), isFlat };
}

export function reportLines(reports: readonly PartReport[]): string[] {
  const cell = (megabytes: number) => megabytes.toFixed(1).padStart(9);
  return [
    `${'memory, MB'.padEnd(16)}${'settled'.padStart(9)}${'at end'.padStart(9)}${'most'.padStart(9)}`,
    ...reports.map(
      ({ part, early, late, most, isFlat }) =>
        `${part.padEnd(16)}${cell(early)}${cell(late)}${cell(most)}  ${isFlat ? 'flat' : 'GROWS'}`,
    ),
  ];
}
