import { l10n } from 'vscode';
import { formatBytes, formatCount } from '../../shared/base/units';
import type { BenchmarkCost, TestProfileRun } from '../../shared/model/tests/testProfile';

/** Sub-benchmarks that are named on the line of theirs. */
const mostNamed = 3;

/** `1,204 allocs/op (was 1,310) · 96 KB/op`: what an operation costs, and what it has cost in the run before. Empty for what is no benchmark. */
export function benchmarkWords(run: Pick<TestProfileRun, 'costs' | 'costsBefore'>): string {
  return worded(run, (cost, before) => [allocationWords(cost, before), byteWords(cost, before)]);
}

/** The same for the end of a line, where the editor shows no more than 43 characters (`editor.inlayHints.maximumLength`). */
export function benchmarkHint(run: Pick<TestProfileRun, 'costs' | 'costsBefore'>): string {
  return worded(run, (cost, before) => [allocationWords(cost, before), byteWords(cost, null)]);
}

function worded(
  { costs, costsBefore }: Pick<TestProfileRun, 'costs' | 'costsBefore'>,
  say: (cost: BenchmarkCost, before: BenchmarkCost | null) => readonly string[],
): string {
  const parts = costs.slice(0, mostNamed).map((cost) => {
    const before = costsBefore.find(({ name }) => name === cost.name) ?? null;
    const said = say(cost, before)
      .filter((part) => part !== '')
      .join(' · ');
    return costs.length === 1 ? said : l10n.t('{0}: {1}', cost.name.slice(cost.name.indexOf('/') + 1), said);
  });
  return [...parts, ...(costs.length > mostNamed ? ['…'] : [])].join('; ');
}

function allocationWords({ allocations }: BenchmarkCost, before: BenchmarkCost | null): string {
  if (allocations === null) return '';
  const said = l10n.t('{0} allocs/op', formatCount(allocations));
  return changed(said, countBefore(allocations, before?.allocations ?? null));
}

function byteWords({ bytes }: BenchmarkCost, before: BenchmarkCost | null): string {
  if (bytes === null) return '';
  return changed(l10n.t('{0}/op', formatBytes(bytes)), bytesBefore(bytes, before?.bytes ?? null));
}

function countBefore(now: number, before: number | null): string {
  return before === null || before === now ? '' : formatCount(before);
}

/** Nothing where both read the same. */
function bytesBefore(now: number, before: number | null): string {
  return before === null || formatBytes(before) === formatBytes(now) ? '' : formatBytes(before);
}

function changed(now: string, before: string): string {
  return before === '' ? now : l10n.t('{0} (was {1})', now, before);
}
