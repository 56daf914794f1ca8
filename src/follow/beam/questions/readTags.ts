import { functionText } from '../../../shared/base/symbols/erlangFunction';
import { atomName, isMap, itemsOf, numberOf } from '../../../shared/base/symbols/erlangTerms';
import type { FunctionName } from '../../../shared/model/beam/nodeProcess';
import { atom, type Term } from '../../../shared/model/beam/term';
import { isNotOffered, isTooLarge, isTooSlow, type Asks } from './ask';
import { functionOf } from './functionOf';

/** Blocks that are there now and one function allocated. */
export interface TaggedBlocks {
  readonly by: FunctionName;
  readonly count: number;
}

/** By the type of the blocks (`monitor`), then by the function (`shop:pay/1`). What no function allocated is left out. */
export type TagCounts = ReadonlyMap<string, ReadonlyMap<string, TaggedBlocks>>;

/** Where what is told of lies: heaps are few and large, and say nothing of a function. */
const allocators = ['fix_alloc', 'std_alloc', 'ets_alloc', 'binary_alloc', 'll_alloc'].map(atom);

/**
 * The allocators' own tags of a node that was started with `+Muatags code` (`instrument:allocations/1`, `per_mfa` since OTP 27). Null where it
 * was not, where its release has no such module, and where the answer would be too much for a round. @throws LeakLensError
 */
export async function readTags(ask: Asks): Promise<TagCounts | null> {
  const entries = [
    [atom('flags'), [atom('per_mfa')]],
    [atom('allocator_types'), allocators],
  ] as const;
  try {
    const answer = await ask.call('instrument', 'allocations', { kind: 'map', entries });
    const [isOk, told] = itemsOf(answer);
    const counts = atomName(isOk) === 'ok' ? countsOf(itemsOf(told)[2]) : null;
    // Without the flag some allocators tag nevertheless, by no function.
    return counts === null || counts.size === 0 ? null : counts;
  } catch (error) {
    if (isNotOffered(error) || isTooSlow(error) || isTooLarge(error)) return null;
    throw error;
  }
}

function countsOf(allocations: Term | undefined): TagCounts {
  const counts = new Map<string, Map<string, TaggedBlocks>>();
  for (const [key, types] of isMap(allocations) ? allocations.entries : []) {
    const by = functionOf(key);
    if (by === null || !isMap(types)) continue;
    for (const [type, histogram] of types.entries) {
      const name = atomName(type);
      if (name === null) continue;
      const ofType = counts.get(name) ?? new Map<string, TaggedBlocks>();
      const count = itemsOf(histogram).reduce<number>((sum, blocks) => sum + (numberOf(blocks) ?? 0), 0);
      counts.set(name, ofType.set(functionText(by), { by, count }));
    }
  }
  return counts;
}
