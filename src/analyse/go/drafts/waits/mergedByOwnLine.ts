import type { FindingSite } from '../../../../shared/model/finding';
import { groupedBy } from '../../../../shared/base/groupedBy';
import type { WaitDraft } from '../base/draft';
import { confidenceRank } from '../../../judge/findingOf';

/** One thing that is left open has several goroutines, and is one mistake: the surest finding of a line tells of the others' places. */
export function mergedByOwnLine<T extends WaitDraft>(
  drafts: readonly T[],
): { readonly drafts: readonly T[]; readonly merged: ReadonlyMap<string, string> } {
  const byLine = groupedBy(drafts, ({ finding }) => keyOf(finding.opened === null ? null : finding.site));
  const apart = [...byLine].flatMap(([key, group]) => (key === '' ? group : mergedGroup(group)));
  const merged = new Map<string, string>();
  for (const [key, group] of byLine) {
    const kept =
      key === '' ? undefined : apart.find(({ finding }) => finding.opened !== null && keyOf(finding.site) === key);
    for (const { finding } of group)
      if (kept !== undefined && kept.finding.id !== finding.id) merged.set(finding.id, kept.finding.id);
  }
  return { drafts: apart, merged };
}

function keyOf(site: FindingSite | null): string {
  return site === null ? '' : `${site.path ?? site.file}:${String(site.line)}`;
}

function mergedGroup<T extends WaitDraft>(group: readonly T[]): T[] {
  const sorted = [...group].sort(
    (a, b) =>
      confidenceRank(a.finding.confidence) - confidenceRank(b.finding.confidence) ||
      b.finding.amount.value - a.finding.amount.value,
  );
  const [first, ...rest] = sorted;
  if (first === undefined) return [];
  const places = rest.flatMap(({ finding }) => finding.related.filter(({ role }) => role === 'waits-at'));
  return [{ ...first, finding: { ...first.finding, related: [...first.finding.related, ...places] } }];
}
