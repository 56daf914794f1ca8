import { keptAt } from '../../../../shared/base/keptAt';
import type { Evidence, FindingSite, RelatedSite } from '../../../../shared/model/finding';
import type { AllocationFacts } from '../../../../shared/model/go/goSource';
import type { HolderPlace } from '../../../../shared/model/holder';
import { goPiece } from '../../base/goPiece';

/** Where what the line allocates is put into what keeps it, and where it is taken out again. */
export function holderPlaces(facts: AllocationFacts | null, site: FindingSite): readonly RelatedSite[] {
  return (facts?.holders ?? []).flatMap((holder) => [
    place(holder.certain ? 'kept-by' : 'may-be-kept-by', keptAt(holder, site)),
    ...holder.removed.map((removed) => place('taken-out', removed)),
    ...(holder.unused === null ? [] : [place('never-called', holder.unused)]),
  ]);
}

/** That the source tells who keeps it: how many may. */
export function holderPiece(facts: AllocationFacts | null): Evidence | null {
  const count = facts?.holders.length ?? 0;
  return count === 0 ? null : goPiece('holder', count, 'count');
}

function place(role: string, { path, line }: HolderPlace): RelatedSite {
  return { role, function: '', file: path, line, path };
}
