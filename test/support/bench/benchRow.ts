/** One measured line of `npm run bench`. Lower is better; `ours`, `peer` and `budget` are in `unit`. */
export interface BenchRow {
  readonly name: string;
  readonly unit: 'ms' | 's' | 'MB' | '%';
  readonly ours: number;
  /** What the same work costs elsewhere, measured in the same run; null when nobody else does it. */
  readonly peer: { readonly name: string; readonly value: number } | null;
  /** The most that ours may be: a number in `unit`, or a share of the peer's; null when there is no budget. */
  readonly budget: { readonly most: number } | { readonly shareOfPeer: number } | null;
}

/** The row's limit in its unit; null without a budget, or when the budget needs a peer that could not run. */
export function limitOf({ budget, peer }: BenchRow): number | null {
  if (budget === null) return null;
  if ('most' in budget) return budget.most;
  return peer === null ? null : budget.shareOfPeer * peer.value;
}

/** True when the row has no limit or is within it. */
export function holds(row: BenchRow): boolean {
  const limit = limitOf(row);
  return limit === null || row.ours <= limit;
}
