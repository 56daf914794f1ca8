import type { HeapAmount } from '../../history/heapReading';
import type { ProcessHistory } from '../../history/history';
import { maxFindings } from '../../base/judgeLimits';

/** Lines worth a look, most growth first. Cheap: looks at the bounds of each line only. */
export function heapCandidates(history: ProcessHistory, leastBytes: number): readonly HeapAmount[] {
  const found: { amount: HeapAmount; growth: number }[] = [];
  for (const amount of history.heapReading?.sites.values() ?? []) {
    if (amount.bytes < leastBytes || amount.ref.owner === 'standard') continue;
    const growth = history.byCollection.scales.reduce(
      (most, scale) => Math.max(most, scale.roughGrowth(amount.ref.key)),
      0,
    );
    // What stands still is worth a look only where the source can tell what it is.
    if (growth >= leastBytes || amount.ref.site.path !== null) found.push({ amount, growth });
  }
  return found
    .sort((a, b) => b.growth - a.growth || b.amount.bytes - a.amount.bytes)
    .slice(0, maxFindings)
    .map(({ amount }) => amount);
}
