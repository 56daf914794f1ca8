import type { NamePattern } from '../../shared/model/report/report';
import type {
  ComparedBoxes,
  FlameQuery,
  FlameWindow,
  FoundFrames,
  NarrowBoxes,
} from '../../shared/model/views/flameView';
import { sampledRules } from '../numbers/sampledRules';
import type { CallTree } from './callTree';
import { FrameTableBuilder, type OwnerOf } from './frameTables';
import type { LaidOutTree, PreparedView } from './preparedView';
import { namePattern } from './viewScopes';

/** More boxes than this cannot be told apart on any screen. */
const mostBoxes = 60_000;

/** The boxes of a part of the flame graph that are wide enough to be seen. @throws BadPattern */
export function flameView(view: PreparedView, query: FlameQuery, ownerOf: OwnerOf): FlameWindow {
  const laid = view.laidOut(query.direction, query.order, query.of);
  const { tree, layout } = laid;
  const magnitude = tree.magnitudes[0] ?? 0;
  const rows = rowsIn(laid, query);
  const share = (value: number) => (magnitude === 0 ? 0 : value / magnitude);
  const frames = new FrameTableBuilder((frame) => view.name(frame), ownerOf);
  const pick = (column: Float64Array) => Float64Array.from(rows, (row) => column[row] ?? 0);
  const frame = Uint32Array.from(rows, (row) => frames.add(tree.frames[row] ?? 0));
  const pattern = namePattern(query.search);
  return {
    ...view.head,
    from: query.from,
    to: query.to,
    firstLevel: query.firstLevel,
    lastLevel: query.lastLevel,
    magnitude,
    frames: frames.table(),
    frame,
    depth: Uint32Array.from(rows, (row) => (tree.depths[row] ?? 1) - 1),
    start: Float64Array.from(rows, (row) => share(layout.starts[row] ?? 0)),
    width: Float64Array.from(rows, (row) => share(tree.magnitudes[row] ?? 0)),
    flat: pick(tree.flats),
    cum: pick(tree.cums),
    inlined: Uint8Array.from(rows, (row) => tree.inlined[row] ?? 0),
    levels: layout.levels,
    boxes: tree.count - 1,
    isCut: tree.isCut,
    found: pattern === null ? null : foundFrames({ view, tree, pattern }, frames.frames()),
    compared: comparedBoxes(tree, rows),
    narrow: narrowBoxes(laid, query),
  };
}

/** Half a million functions that begin stacks, and none of them a thousandth of all, are a graph without a box. */
function narrowBoxes(laid: LaidOutTree, query: FlameQuery): NarrowBoxes {
  const { tree, layout } = laid;
  const { magnitude, left, right, least } = edgesOf(laid, query);
  const narrow = { count: 0, cum: 0, start: 0, end: 0, isWhole: true };
  let isBroken = false;
  for (const child of layout.children.subarray(layout.offsets[0], layout.offsets[1])) {
    const start = layout.starts[child] ?? 0;
    const width = tree.magnitudes[child] ?? 0;
    if (start >= right) break;
    if (width === 0 || start + width <= left) continue;
    if (width >= least) {
      isBroken = narrow.count > 0;
      continue;
    }
    if (narrow.count === 0) narrow.start = start / magnitude;
    else if (isBroken) narrow.isWhole = false;
    narrow.count += 1;
    narrow.cum += tree.cums[child] ?? 0;
    narrow.end = (start + width) / magnitude;
  }
  return narrow;
}

/** The window and the width of the narrowest box in it, in magnitudes. */
function edgesOf({ tree }: LaidOutTree, { from, to, resolution }: FlameQuery) {
  const magnitude = tree.magnitudes[0] ?? 0;
  const [left, right] = [from * magnitude, to * magnitude];
  return { magnitude, left, right, least: (right - left) / Math.max(1, resolution) };
}

function comparedBoxes({ compared }: CallTree, rows: readonly number[]): ComparedBoxes | null {
  if (compared === null) return null;
  const { befores, variances } = compared;
  const noiseAt = (variance: number) => Math.sqrt(variance) * sampledRules.noiseDeviations;
  return {
    before: Float64Array.from(rows, (row) => befores[row] ?? 0),
    noise: variances && Float64Array.from(rows, (row) => noiseAt(variances[row] ?? 0)),
  };
}

/** Rows of the tree that lie in the window and are wide enough, parents first. */
function rowsIn(laid: LaidOutTree, query: FlameQuery): number[] {
  const { tree, layout } = laid;
  const { starts, offsets, children } = layout;
  const { left, right, least } = edgesOf(laid, query);
  const rows: number[] = [];
  // Level by level, so that a cut takes the deepest.
  let level: number[] = [0];
  for (let depth = 0; depth <= query.lastLevel && level.length > 0 && rows.length < mostBoxes; depth += 1) {
    const next: number[] = [];
    for (const row of level) {
      for (let at = offsets[row] ?? 0; at < (offsets[row + 1] ?? 0); at += 1) {
        const child = children[at] ?? 0;
        const start = starts[child] ?? 0;
        if (start >= right) break;
        const width = tree.magnitudes[child] ?? 0;
        if (width >= least && width > 0 && start + width > left) next.push(child);
      }
    }
    if (depth >= query.firstLevel) for (const row of next) rows.push(row);
    level = next;
  }
  return rows.length > mostBoxes ? rows.slice(0, mostBoxes) : rows;
}

interface Searched {
  readonly view: PreparedView;
  readonly tree: CallTree;
  readonly pattern: NamePattern;
}

/** Names and files are searched, as pprof's focus does. */
function foundFrames({ view, tree, pattern }: Searched, shown: readonly number[]): FoundFrames {
  const { count } = view.report.table;
  const matching = new Uint8Array(count);
  for (let frame = 0; frame < count; frame += 1) {
    const { function: name, file } = view.name(frame);
    if (pattern.test(name) || (file !== '' && pattern.test(file))) matching[frame] = 1;
  }
  // A stack counts where it first matches; what lies below is in there.
  const within = new Uint8Array(tree.count);
  const met = new Uint8Array(count);
  let cum = 0;
  for (let row = 1; row < tree.count; row += 1) {
    const frame = tree.frames[row] ?? 0;
    const isWithin = within[tree.parents[row] ?? 0] === 1;
    if (matching[frame] === 1) met[frame] = 1;
    if (matching[frame] === 1 && !isWithin) cum += tree.cums[row] ?? 0;
    within[row] = isWithin || matching[frame] === 1 ? 1 : 0;
  }
  const found = met.reduce((sum, one) => sum + one, 0);
  return { frames: Uint8Array.from(shown, (frame) => matching[frame] ?? 0), count: found, cum };
}
