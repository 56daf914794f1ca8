import type { FlameQuery, FlameWindow } from '../../../src/shared/model/views/flameView';
import type { ProfileStore } from '../profileStore';

/** What is asked for beside what is seen, on either side, so that a step sideways needs no question. */
const margin = 0.5;

/** Boxes of half a pixel can be told from none. */
const boxesAPixel = 2;

/** Zoomed in by more than this, the boxes that were left out would be seen to be missing. */
const coarsest = 2;

/** Says which part of the graph is to be asked for. */
export class NeededWindow {
  private asked: { readonly query: FlameQuery; readonly key: string } | null = null;

  /** Null while what was asked for last is good enough. Reads signals. */
  next(store: ProfileStore, width: number): FlameQuery | null {
    const { from, to, order, direction, of, search } = store.state.value.flame;
    const rest = { order, direction, of, search };
    const key = JSON.stringify([store.edition.value, store.scope.value, rest]);
    if (width === 0 || store.about === null) return null;
    if (this.asked?.key === key && isEnough(this.asked.query, { from, to, width })) return null;
    const span = to - from;
    const left = Math.max(0, from - margin * span);
    const right = Math.min(1, to + margin * span);
    const resolution = Math.ceil((boxesAPixel * width * (right - left)) / span);
    const query = { ...rest, from: left, to: right, resolution };
    this.asked = { query, key };
    return query;
  }
}

interface Seen extends Pick<FlameWindow, 'from' | 'to'> {
  readonly width: number;
}

function isEnough(query: FlameQuery, { from, to, width }: Seen): boolean {
  const boxWidth = (query.to - query.from) / query.resolution;
  const pixel = (to - from) / width;
  return query.from <= from && query.to >= to && boxWidth * boxesAPixel <= pixel * coarsest;
}
