// What `npm run evaluate` prints of the field.
import { shareText } from '../bars.ts';
import { changesOf, fallsOf } from './fieldBars.ts';
import type { FieldCost, FieldWatch } from './watchField.ts';

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function outcome({ leaks, told, ownLine, named, wrongNames }: FieldWatch['score']): string {
  if (!leaks) return 'healthy'.padEnd(28);
  const name = wrongNames.length > 0 ? `WRONG ${wrongNames.join(', ')}` : named ? 'named' : '-';
  return [told ? 'told' : 'MISS', ownLine ? 'own line' : '-', name]
    .map((word) => word.padEnd(8))
    .join(' ')
    .padEnd(28);
}

function priceText(cost: FieldCost | null): string {
  if (cost === null) return '';
  return `cost ${percent(cost.coreShare)} of a core, ${percent(cost.ownShare)} of its own time`;
}

/** One service's lines of the table. */
export function fieldTexts(watch: FieldWatch): string[] {
  const { score, polls, pollsDue, cost } = watch;
  const numbers = `tiers ${changesOf(watch)} (${fallsOf(watch)} down)  polls ${polls}/${pollsDue}`;
  return [
    `field  ${score.name.padEnd(12)} ${outcome(score)} ${numbers.padEnd(34)} ${priceText(cost)}`.trimEnd(),
    ...score.accused.map((one) => `FALSE  ${score.name.padEnd(12)} ${one}`),
    ...score.doubted.map((one) => `doubt  ${score.name.padEnd(12)} ${one}`),
  ];
}

function costText(watches: readonly FieldWatch[]): string[] {
  const costs = watches.flatMap(({ cost, score }) => (cost === null ? [] : [{ ...cost, name: score.name }]));
  const worst = costs.toSorted((one, other) => other.coreShare - one.coreShare)[0];
  if (worst === undefined) return [];
  const mean = costs.reduce((sum, { coreShare }) => sum + coreShare, 0) / costs.length;
  return [
    `field: watching cost ${percent(mean)} of a core on average, at most ${percent(worst.coreShare)} (${worst.name})`,
  ];
}

/** What no bar is held against. */
export function fieldTotals(watches: readonly FieldWatch[]): string[] {
  if (watches.length === 0) return [];
  const sum = (of: (watch: FieldWatch) => number): number => watches.reduce((all, watch) => all + of(watch), 0);
  const library = watches.filter(({ score }) => score.isStartedByLibrary);
  const own = library.filter(({ score }) => score.ownLine).length;
  return [
    '',
    `field: the own line of ${shareText(own, library.length)} leaks in goroutines that a library started`,
    `field: ${watches.length} services; tiers changed ${sum(changesOf)} times, ${sum(fallsOf)} of them down`,
    ...costText(watches),
  ];
}
