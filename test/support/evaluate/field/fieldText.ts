// What `npm run evaluate` prints of the field.
import { changesOf, fallsOf } from './fieldBars.ts';
import type { FieldWatch } from './watchField.ts';

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function outcome({ leaks, told, ownLine, named, wrongNames }: FieldWatch['score']): string {
  if (!leaks) return 'healthy'.padEnd(28);
  const name = wrongNames.length > 0 ? `WRONG ${wrongNames.join(', ')}` : named ? 'named' : '-';
  return [told ? 'told' : 'MISS', ownLine ? 'own line' : '-', name]
    .map((word) => word.padEnd(9))
    .join(' ')
    .padEnd(28);
}

/** One service's lines of the table. */
export function fieldTexts(watch: FieldWatch): string[] {
  const { score, polls, pollsDue, cost } = watch;
  const numbers = `tiers ${changesOf(watch)} (${fallsOf(watch)} down)  polls ${polls}/${pollsDue}`;
  const price = `cost ${percent(cost.coreShare)} of a core, ${percent(cost.ownShare)} of its own time`;
  return [
    `field  ${score.name.padEnd(12)} ${outcome(score)} ${numbers.padEnd(34)} ${price}`,
    ...score.accused.map((one) => `FALSE  ${score.name.padEnd(12)} ${one}`),
    ...score.doubted.map((one) => `doubt  ${score.name.padEnd(12)} ${one}`),
  ];
}

/** What no bar is held against. */
export function fieldTotals(watches: readonly FieldWatch[]): string[] {
  const sum = (of: (watch: FieldWatch) => number): number => watches.reduce((all, watch) => all + of(watch), 0);
  const worst = watches.toSorted((one, other) => other.cost.coreShare - one.cost.coreShare)[0];
  if (worst === undefined) return [];
  const mean = sum(({ cost }) => cost.coreShare) / watches.length;
  return [
    '',
    `field: ${watches.length} services; tiers changed ${sum(changesOf)} times, ${sum(fallsOf)} of them down`,
    `field: watching cost ${percent(mean)} of a core on average, at most ${percent(worst.cost.coreShare)} (${worst.score.name})`,
  ];
}
