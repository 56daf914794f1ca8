import type { ServiceCondition } from '../../shared/model/serviceCondition';
import type { TargetStatus } from '../../shared/model/target/targetStatus';

const order: readonly ServiceCondition['kind'][] = ['leaking', 'suspect', 'quiet', 'watching', 'connecting', 'away'];

/** Of the replicas of a service that in which most is wrong; of several the first. */
export function worstOf(all: readonly TargetStatus[]): TargetStatus {
  const [worst] = all.toSorted((a, b) => order.indexOf(a.condition.kind) - order.indexOf(b.condition.kind));
  if (worst === undefined) throw new Error('A service without replicas.');
  return worst;
}
