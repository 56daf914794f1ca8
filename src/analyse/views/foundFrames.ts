import type { NamePattern } from '../../shared/model/report/report';
import type { FlameQuery, FoundFrames } from '../../shared/model/views/flameView';
import type { CallTree } from './callTree';
import type { PreparedView } from './preparedView';

interface Searched {
  /** From the frame on that the graph is of, if any. */
  readonly tree: CallTree;
  readonly pattern: NamePattern;
  /** Nodes of the report, in the order of the rows that are sent. */
  readonly shown: readonly number[];
}

/** Of stacks around a frame, callers are searched as well. Names and files are searched, as pprof's focus does. */
export function foundFrames(
  view: PreparedView,
  { direction, of }: FlameQuery,
  { tree, pattern, shown }: Searched,
): FoundFrames {
  const matching = matchingFrames(view, pattern);
  const isAround = direction === 'both' && of !== null;
  const sums = isAround ? foundAround(view.tree('callees'), matching, view.frameNamed(of)) : foundBelow(tree, matching);
  return { frames: Uint8Array.from(shown, (frame) => matching[frame] ?? 0), ...sums };
}

function matchingFrames(view: PreparedView, pattern: NamePattern): Uint8Array {
  const matching = new Uint8Array(view.report.table.count);
  for (let frame = 0; frame < matching.length; frame += 1) {
    const { function: name, file } = view.name(frame);
    if (pattern.test(name) || (file !== '' && pattern.test(file))) matching[frame] = 1;
  }
  return matching;
}

function foundBelow(tree: CallTree, matching: Uint8Array): Pick<FoundFrames, 'count' | 'cum'> {
  // A stack counts where it first matches; what lies below is in there.
  const within = new Uint8Array(tree.count);
  const met = new Uint8Array(matching.length);
  let cum = 0;
  for (let row = 1; row < tree.count; row += 1) {
    const frame = tree.frames[row] ?? 0;
    const isWithin = within[tree.parents[row] ?? 0] === 1;
    if (matching[frame] === 1) met[frame] = 1;
    if (matching[frame] === 1 && !isWithin) cum += tree.cums[row] ?? 0;
    within[row] = isWithin || matching[frame] === 1 ? 1 : 0;
  }
  return { count: met.reduce((sum, one) => sum + one, 0), cum };
}

/** Of the stacks that have a frame, those that have one that matches above or below it: what a caller and a callee find counts once. */
function foundAround(tree: CallTree, matching: Uint8Array, around: number): Pick<FoundFrames, 'count' | 'cum'> {
  const has = new Uint8Array(tree.count);
  const met = new Uint8Array(matching.length);
  let cum = 0;
  for (let row = 1; row < tree.count; row += 1) {
    const [frame, above] = [tree.frames[row] ?? 0, has[tree.parents[row] ?? 0] ?? 0];
    has[row] = above | (frame === around ? hasFrame : 0) | (matching[frame] === 1 ? hasMatch : 0);
    if (has[row] !== (hasFrame | hasMatch)) continue;
    cum += tree.flats[row] ?? 0;
    if (matching[frame] === 1) met[frame] = 1;
    if (above !== has[row]) meetAbove(tree, row, { matching, met });
  }
  return { count: met.reduce((sum, one) => sum + one, 0), cum };
}

const hasFrame = 1;
const hasMatch = 2;

function meetAbove(
  { parents, frames }: CallTree,
  from: number,
  { matching, met }: { readonly matching: Uint8Array; readonly met: Uint8Array },
): void {
  for (let row = parents[from] ?? 0; row !== 0; row = parents[row] ?? 0) {
    const frame = frames[row] ?? 0;
    if (matching[frame] === 1) met[frame] = 1;
  }
}
