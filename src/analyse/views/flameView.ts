import type { ComparedBoxes, FlameQuery, FlameWindow, NarrowBoxes } from '../../shared/model/views/flameView';
import { sampledRules } from '../numbers/sampledRules';
import type { CallTree } from './callTree';
import { FrameTableBuilder, type OwnerOf } from './frameTables';
import { foundFrames } from './foundFrames';
import type { LaidOutTree, PreparedView } from './preparedView';
import { namePattern } from './viewScopes';

/** More boxes than this cannot be told apart on any screen. */
const mostBoxes = 60_000;

/** Boxes of one tree, and where they stand in the picture. */
interface Picked {
  readonly laid: LaidOutTree;
  readonly rows: readonly number[];
  /** Levels by depth of a row, from 1. */
  readonly levelOf: (depth: number) => number;
}

/** The trees of a picture from top to bottom, with the level of the frame that the last of them begins with. */
interface FlamePicture {
  readonly picked: readonly Picked[];
  readonly below: LaidOutTree;
  readonly bandLevel: number;
}

/** The boxes of a part of the flame graph that are wide enough to be seen. @throws BadPattern */
export function flameView(view: PreparedView, query: FlameQuery, ownerOf: OwnerOf): FlameWindow {
  const { picked, below, bandLevel } = pictureOf(view, query);
  const magnitude = below.tree.magnitudes[0] ?? 0;
  const share = (value: number) => (magnitude === 0 ? 0 : value / magnitude);
  const frames = new FrameTableBuilder((frame) => view.name(frame), ownerOf);
  const pick = (valueOf: (laid: LaidOutTree, row: number) => number | undefined) => columnOf(picked, valueOf);
  const frame = Uint32Array.from(pick(({ tree }, row) => frames.add(tree.frames[row] ?? 0)));
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
    depth: Uint32Array.from(picked.flatMap(levelsOf)),
    start: pick(({ layout }, row) => share(layout.starts[row] ?? 0)),
    width: pick(({ tree }, row) => share(tree.magnitudes[row] ?? 0)),
    flat: pick(({ tree }, row) => tree.flats[row]),
    cum: pick(({ tree }, row) => tree.cums[row]),
    inlined: Uint8Array.from(pick(({ tree }, row) => tree.inlined[row])),
    bandLevel,
    levels: bandLevel + below.layout.levels,
    boxes: picked.reduce((sum, { laid }) => sum + laid.tree.count - 1, 0) - (picked.length - 1),
    isCut: picked.some(({ laid }) => laid.tree.isCut),
    found: pattern === null ? null : foundFrames(view, query, { tree: below.tree, pattern, shown: frames.frames() }),
    compared: comparedBoxes(below.tree, pick),
    narrow: narrowBoxes(below, query),
  };
}

function pictureOf(view: PreparedView, query: FlameQuery): FlamePicture {
  const { direction, order, of } = query;
  const isAround = direction === 'both' && of !== null;
  const below = view.laidOut(direction === 'both' ? 'callees' : direction, order, of);
  if (!isAround) return { picked: [picked(below, query, (depth) => depth - 1)], below, bandLevel: 0 };
  const above = view.laidOutCallers(order, of);
  // The frame stands in both trees, and is drawn once.
  const bandLevel = Math.max(0, above.layout.levels - 1);
  const callers = picked(above, query, (depth) => bandLevel + 1 - depth);
  const rows = callers.rows.filter((row) => (above.tree.depths[row] ?? 0) > 1);
  const upsideDown = { ...callers, rows: topFirst(rows, above.tree) };
  return { picked: [upsideDown, picked(below, query, (depth) => bandLevel + depth - 1)], below, bandLevel };
}

function picked(laid: LaidOutTree, query: FlameQuery, levelOf: (depth: number) => number): Picked {
  return { laid, rows: rowsIn(laid, query, levelOf), levelOf };
}

/** Level by level as before, the deepest first. */
function topFirst(rows: readonly number[], { depths }: CallTree): readonly number[] {
  const levels: number[][] = [];
  for (const row of rows) (levels[depths[row] ?? 0] ??= []).push(row);
  return levels.reverse().flat();
}

function levelsOf({ laid, rows, levelOf }: Picked): number[] {
  return rows.map((row) => levelOf(laid.tree.depths[row] ?? 1));
}

function columnOf(
  picked: readonly Picked[],
  valueOf: (laid: LaidOutTree, row: number) => number | undefined,
): Float64Array {
  const column = new Float64Array(picked.reduce((sum, { rows }) => sum + rows.length, 0));
  let at = 0;
  for (const { laid, rows } of picked) {
    for (const row of rows) {
      column[at] = valueOf(laid, row) ?? 0;
      at += 1;
    }
  }
  return column;
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

function comparedBoxes(
  { compared }: CallTree,
  pick: (valueOf: (laid: LaidOutTree, row: number) => number | undefined) => Float64Array,
): ComparedBoxes | null {
  if (compared === null) return null;
  const noiseAt = (variance: number) => Math.sqrt(variance) * sampledRules.noiseDeviations;
  return {
    before: pick(({ tree }, row) => tree.compared?.befores[row]),
    noise: compared.variances && pick(({ tree }, row) => noiseAt(tree.compared?.variances?.[row] ?? 0)),
  };
}

/** Rows of the tree that lie in the window and are wide enough, parents first. */
function rowsIn(laid: LaidOutTree, query: FlameQuery, levelOf: (depth: number) => number): number[] {
  const { tree, layout } = laid;
  const isAsked = (depth: number) => levelOf(depth) >= query.firstLevel && levelOf(depth) <= query.lastLevel;
  // Levels go one way with the depth: the last that is asked for is the one at either end.
  const deepest = levelOf(2) > levelOf(1) ? query.lastLevel - levelOf(1) : levelOf(1) - query.firstLevel;
  const { starts, offsets, children } = layout;
  const { left, right, least } = edgesOf(laid, query);
  const rows: number[] = [];
  // Level by level, so that a cut takes the deepest.
  let level: number[] = [0];
  for (let depth = 1; depth <= deepest + 1 && level.length > 0 && rows.length < mostBoxes; depth += 1) {
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
    if (isAsked(depth)) for (const row of next) rows.push(row);
    level = next;
  }
  return rows.length > mostBoxes ? rows.slice(0, mostBoxes) : rows;
}
