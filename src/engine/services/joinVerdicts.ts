import type { ReplicaException } from '../../shared/model/replica';
import type { TargetVerdict } from '../../shared/ports/engine/engineApi';
import { joinReplicas } from '../archives/joinReplicas';

/** What is known of the replicas of services. */
export interface ReplicasKnown {
  /** The targets of the service that a target belongs to, itself among them; it alone where it belongs to none. */
  membersOf(targetId: string): readonly string[];
  /** It is not there any more, and is counted only for what was found in it. */
  isGone(targetId: string): boolean;
  /** What it does that its peers do not. */
  exceptionOf(targetId: string): ReplicaException;
}

/** One finding for each place of a service: that of the replica where it is worst, with all that have it. Of targets by themselves nothing changes. */
export function joinVerdicts(all: readonly TargetVerdict[], known: ReplicasKnown): readonly TargetVerdict[] {
  return all.map((verdict): TargetVerdict => {
    const members = known.membersOf(verdict.targetId);
    if (members.length < 2) return verdict;
    const peers = all.filter(({ targetId }) => members.includes(targetId));
    const nameOf = (id: string) => peers.find(({ targetId }) => targetId === id)?.targetName ?? id;
    const joined = joinReplicas(peers.map(({ targetId: name, findings }) => ({ name, findings })));
    const findings = verdict.findings.flatMap((finding) => {
      const having = joined.find((one) => one.finding.id === finding.id)?.replicas ?? [];
      const owner =
        having[0]?.name ?? peers.find((peer) => peer.findings.some(({ id }) => id === finding.id))?.targetId;
      if (owner !== verdict.targetId) return [];
      if (having.length === 0) return [finding];
      const named = having.map((one) => ({ ...one, name: nameOf(one.name) }));
      const exception = known.exceptionOf(owner);
      const has = new Set(having.map(({ name }) => name));
      const of = members.filter((id) => has.has(id) || !known.isGone(id)).length;
      return [{ ...finding, replicas: { having: named, of, ...exception } }];
    });
    return { ...verdict, findings };
  });
}
