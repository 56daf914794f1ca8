import type { FrameKey } from '../../shared/model/views/viewFrames';
import type { PeekQuery, PeekSide, PeekWindow } from '../../shared/model/views/peekView';
import { byMagnitude } from '../../shared/model/report/amount';
import { CallEdges, type CallEdge } from '../reports/callEdges';
import { compareTexts } from '../reports/compareTexts';
import { cutName, FrameTableBuilder, type OwnerOf } from './frameTables';
import type { PreparedView } from './preparedView';

/** Callers and callees of one frame: `go tool pprof -peek`, at any granularity. */
export function peekView(view: PreparedView, { frame, limit }: PeekQuery, ownerOf: OwnerOf): PeekWindow {
  const asked = frame === null ? heaviest(view) : view.frameNamed(frame);
  const isThere = asked >= 0 && ((view.sums.flats[asked] ?? 0) !== 0 || (view.sums.cums[asked] ?? 0) !== 0);
  const edges = isThere ? view.remembered('peek', String(asked), () => edgesAround(view, asked)) : [];
  const side = (which: 'caller' | 'callee'): PeekSide => {
    const other = which === 'caller' ? 'callee' : 'caller';
    const all = edges.filter((edge) => edge[other] === asked);
    return sideOf(view, { all, which, limit }, ownerOf);
  };
  return {
    ...view.head,
    frame: isThere ? keyOf(view, asked) : null,
    flat: isThere ? (view.sums.flats[asked] ?? 0) : 0,
    cum: isThere ? (view.sums.cums[asked] ?? 0) : 0,
    callers: side('caller'),
    callees: side('callee'),
  };
}

function heaviest({ sums }: PreparedView): number {
  let best = -1;
  for (const frame of sums.frames) {
    if (best < 0 || Math.abs(sums.flats[frame] ?? 0) > Math.abs(sums.flats[best] ?? 0)) best = frame;
  }
  return best;
}

function edgesAround({ report }: PreparedView, frame: number): readonly CallEdge[] {
  const marked = new Uint8Array(report.table.count);
  marked[frame] = 1;
  return new CallEdges(marked, report.parts).all();
}

interface Side {
  readonly all: readonly CallEdge[];
  readonly which: 'caller' | 'callee';
  readonly limit: number;
}

function sideOf(view: PreparedView, { all, which, limit }: Side, ownerOf: OwnerOf): PeekSide {
  const name = (edge: CallEdge) => view.name(edge[which]).function;
  const sorted = all.toSorted((a, b) => byMagnitude(a.weight, b.weight) || compareTexts(name(a), name(b)));
  const shown = sorted.slice(0, limit);
  const frames = new FrameTableBuilder((frame) => view.name(frame), ownerOf);
  for (const edge of shown) frames.add(edge[which]);
  return {
    count: all.length,
    frames: frames.table(),
    value: Float64Array.from(shown, ({ weight }) => Number(weight)),
    inlined: Uint8Array.from(shown, ({ inlined }) => (inlined ? 1 : 0)),
  };
}

function keyOf(view: PreparedView, frame: number): FrameKey {
  const { function: name, file, line } = view.name(frame);
  return { function: cutName(name), file: cutName(file), line };
}
