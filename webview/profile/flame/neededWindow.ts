import type { FlameQuery, FlameWindow } from '../../../src/shared/model/views/flameView';
import type { ProfileStore } from '../profileStore';
import type { SeenPart } from './flameChart';

/** What is asked for beside what is seen, on either side, so that a step sideways needs no question. */
const margin = 0.5;

/** What is asked for above and below what is seen, as a part of that, and how much of it may be used up before more is asked for. */
const levelMargin = 2;
const leastLevelMargin = 0.5;

/** Boxes of half a pixel can be told from none. */
const boxesAPixel = 2;

/** Zoomed in by more than this, the boxes that were left out would be seen to be missing. */
const coarsest = 2;

/** Says which part of the graph is to be asked for. */
export class NeededWindow {
  private asked: { readonly query: FlameQuery; readonly key: string } | null = null;

  /** Null while what was asked for last is good enough. Reads signals. */
  next(store: ProfileStore, part: SeenPart): FlameQuery | null {
    const { from, to, order, direction, of, search } = store.state.value.flame;
    const rest = { order, direction, of, search };
    const key = JSON.stringify([store.edition.value, store.scope.value, rest]);
    if (part.width === 0 || store.about === null) return null;
    if (this.asked?.key === key && isEnough(this.asked.query, { from, to, ...part })) return null;
    const span = to - from;
    const left = Math.max(0, from - margin * span);
    const right = Math.min(1, to + margin * span);
    const resolution = Math.ceil((boxesAPixel * part.width * (right - left)) / span);
    const query = { ...rest, from: left, to: right, ...levelsAround(part, levelMargin), resolution };
    this.asked = { query, key };
    return query;
  }
}

function levelsAround({ firstLevel, lastLevel }: SeenPart, margin: number) {
  const beside = Math.ceil((lastLevel - firstLevel + 1) * margin);
  return { firstLevel: Math.max(0, firstLevel - beside), lastLevel: lastLevel + beside };
}

type Seen = Pick<FlameWindow, 'from' | 'to'> & SeenPart;

function isEnough(query: FlameQuery, seen: Seen): boolean {
  const { from, to, width } = seen;
  const { firstLevel, lastLevel } = levelsAround(seen, leastLevelMargin);
  if (query.firstLevel > firstLevel || query.lastLevel < lastLevel) return false;
  const boxWidth = (query.to - query.from) / query.resolution;
  const pixel = (to - from) / width;
  return query.from <= from && query.to >= to && boxWidth * boxesAPixel <= pixel * coarsest;
}
