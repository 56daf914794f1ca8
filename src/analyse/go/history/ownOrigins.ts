import type { FindingSite } from '../../../shared/model/finding';
import type { GoroutineGroup } from '../../../shared/model/go/goroutine';
import { innermost, isOwn, type CodeOwners } from '../sites/codeOwners';

/** A line of the program's own from which, by way of others, goroutines were started. */
export interface OwnOrigin {
  readonly site: FindingSite;
  readonly count: number;
  /** What it calls on the way there, itself left out. */
  readonly callees: readonly string[];
}

/** Functions between the own line and the `go` statement. */
const maxCallees = 8;

/** The nearest line of the program's own in each chain of ancestors that a dump has. */
export function ownOrigins({ origins = [] }: GoroutineGroup, owners: CodeOwners): OwnOrigin[] {
  return origins.flatMap(({ count, stack }) => {
    const owned = innermost(stack, owners);
    if (owned === null || !isOwn(owned.owner)) return [];
    const inner = stack.slice(Math.max(0, owned.depth - maxCallees), owned.depth);
    const callees = inner.map((frame) => frame.function).reverse();
    return [{ site: owners.site(owned.frame), count, callees }];
  });
}
