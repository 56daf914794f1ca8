import { confidences, type Finding } from '../../shared/model/finding';
import type { ReplicaAmount } from '../../shared/model/replica';

/** A finding of a service: as it is in the replica where it is worst, and who has it. */
export interface JoinedFinding {
  readonly finding: Finding;
  /** Worst first. */
  readonly replicas: readonly ReplicaAmount[];
}

/** The findings of several replicas as those of one service: one for each place, worst first. Levels are never added up. */
export function joinReplicas(
  all: readonly { readonly name: string; readonly findings: readonly Finding[] }[],
): readonly JoinedFinding[] {
  const byId = new Map<string, { readonly name: string; readonly finding: Finding }[]>();
  for (const { name, findings } of all) {
    for (const finding of findings) byId.set(finding.id, [...(byId.get(finding.id) ?? []), { name, finding }]);
  }
  const joined = [...byId.values()].flatMap((found): JoinedFinding[] => {
    const sorted = [...found].sort((a, b) => byHarm(a.finding, b.finding));
    const [worst] = sorted;
    if (worst === undefined) return [];
    const replicas = sorted
      .filter(({ finding }) => finding.status !== 'fixed')
      .map(({ name, finding: { amount, rate } }) => ({ name, amount, rate }));
    return [{ finding: worst.finding, replicas }];
  });
  return joined.sort((a, b) => byHarm(a.finding, b.finding));
}

/** As the judge puts the findings of one process in order. */
function byHarm(a: Finding, b: Finding): number {
  return (
    Number(a.status === 'fixed') - Number(b.status === 'fixed') ||
    confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence) ||
    b.heldBytes - a.heldBytes ||
    (b.rate?.value ?? 0) - (a.rate?.value ?? 0) ||
    b.amount.value - a.amount.value
  );
}

/** What speaks against calling a replica healthy: explanations and what is over do not. */
export function isOpen({ confidence, status }: Finding): boolean {
  return confidence !== 'info' && status !== 'fixed';
}
