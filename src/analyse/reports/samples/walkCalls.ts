import type { WeighedPart } from '../nodeSums';
import { stackStartOf } from './stackView';

const noNode = -1;

/** One call of a stack, by nodes. @param inlined the called function stands within the code of its caller */
export type TakeCall = (caller: number, callee: number, inlined: boolean) => void;

/**
 * The calls of a sample from the root to the leaf: in that order, because the first way along an edge decides whether the call was
 * inlined. A node that calls itself calls nothing.
 */
export function walkCalls({ view, nodes: { offsets, nodes } }: WeighedPart, sample: number, take: TakeCall): void {
  const { stackOffsets, stackLocations } = view.profile.samples;
  const start = stackStartOf(view, sample);
  let caller = noNode;
  for (let at = (stackOffsets[sample + 1] ?? 0) - 1; at >= start; at -= 1) {
    const location = stackLocations[at] ?? 0;
    const first = offsets[location] ?? 0;
    const last = (offsets[location + 1] ?? 0) - 1;
    for (let entry = last; entry >= first; entry -= 1) {
      const callee = nodes[entry] ?? 0;
      if (caller !== noNode && caller !== callee) take(caller, callee, entry < last);
      caller = callee;
    }
  }
}
