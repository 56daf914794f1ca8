import { graphAmount, graphBoxes, graphSmallText } from '../../../src/shared/base/graphShape';
import type { GraphBox } from '../../../src/shared/base/graphBoxes';
import { shareText } from '../../../src/shared/base/profileAmounts';
import { plainText } from '../../../src/shared/base/said/plainText';
import type { GraphLayout, GraphWindow } from '../../../src/shared/model/views/graphView';
import type { FrameOwner } from '../../../src/shared/model/views/viewFrames';
import { frameIn, frameName, ownerIn, placeText } from '../frameWords';
import { graphColors, type GraphTone } from './graphColors';

/** A laid out graph as it is drawn, on the screen and in files: places, colours and plain texts. */
export interface GraphPicture {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly PictureLine[];
  readonly boxes: readonly PictureBox[];
}

export interface PictureBox extends GraphBox {
  /** Row of the node; null for a label. */
  readonly node: number | null;
  readonly left: number;
  readonly top: number;
  readonly fill: string;
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly owner: FrameOwner;
  /** What is said of it. */
  readonly title: string;
}

export interface PictureLine {
  /** Rows of the nodes at its ends; null for the line to a label. */
  readonly ends: { readonly caller: number; readonly callee: number } | null;
  /** Beginning and controls of Bézier curves, in pairs. */
  readonly points: Float64Array;
  /** Corners of the arrow's head, in pairs; empty for the line to a label. */
  readonly arrow: readonly number[];
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly dashes: readonly number[];
  readonly texts: readonly string[];
  readonly textX: number;
  readonly textY: number;
  readonly title: string;
}

/** Words that stand in a picture. */
export interface PictureWords {
  readonly inlined: string;
  readonly residual: string;
  readonly itself: (amount: string, share: string) => string;
  readonly whole: (amount: string, share: string) => string;
}

export function graphPicture(window: GraphWindow, tone: GraphTone, words: PictureWords): GraphPicture | null {
  const { layout } = window;
  if (layout === null) return null;
  const boxes = graphBoxes(window);
  const painter = new Painter(window, layout, { tone, words });
  return {
    width: layout.width,
    height: layout.height,
    lines: Array.from(layout.textX, (_, row) => painter.line(row)),
    boxes: boxes.map((box, row) => painter.box(box, row)),
  };
}

/** Thickest line, in points beside the thinnest. */
const mostWidth = 5;

class Painter {
  private readonly window: GraphWindow;
  private readonly layout: GraphLayout;
  private readonly tone: GraphTone;
  private readonly words: PictureWords;

  constructor(window: GraphWindow, layout: GraphLayout, { tone, words }: { tone: GraphTone; words: PictureWords }) {
    this.window = window;
    this.layout = layout;
    this.tone = tone;
    this.words = words;
  }

  box(box: GraphBox, row: number): PictureBox {
    const { x, y } = this.layout;
    const place = { left: (x[row] ?? 0) - box.width / 2, top: (y[row] ?? 0) - box.height / 2 };
    const count = this.window.frames.functions.length;
    return row < count ? { ...box, ...place, ...this.node(row) } : { ...box, ...place, ...this.tag(row - count) };
  }

  line(row: number): PictureLine {
    const { pointOffsets, points: all, textX, textY } = this.layout;
    const count = this.window.edges.caller.length;
    const points = all.subarray(2 * (pointOffsets[row] ?? 0), 2 * (pointOffsets[row + 1] ?? 0));
    const place = { points, textX: textX[row] ?? 0, textY: textY[row] ?? 0 };
    return row < count ? { ...place, ...this.edge(row, points) } : { ...place, ...this.tagLine(row - count) };
  }

  private node(row: number): Omit<PictureBox, keyof GraphBox | 'left' | 'top'> {
    const { frames, flat, cum } = this.window;
    const { fill, stroke } = graphColors(this.share(cum[row] ?? 0), this.tone);
    const frame = frameIn(frames, row);
    const said = [frameName(frame), placeText(frame), this.said(this.words.itself, flat[row] ?? 0)];
    const title = [...said, this.said(this.words.whole, cum[row] ?? 0)].filter((part) => part !== '').join('\n');
    return { node: row, fill, stroke, strokeWidth: 1, owner: ownerIn(frames, row), title };
  }

  private tag(row: number): Omit<PictureBox, keyof GraphBox | 'left' | 'top'> {
    const { tags } = this.window;
    const { background, muted } = this.tone;
    const title = `${plainText(tags.names[row] ?? '')}\n${this.amount(tags.value[row] ?? 0)}`;
    return { node: null, fill: background, stroke: muted, strokeWidth: 1, owner: 'runtime', title };
  }

  private edge(row: number, points: Float64Array): Omit<PictureLine, 'points' | 'textX' | 'textY'> {
    const { edges, frames } = this.window;
    const caller = edges.caller[row] ?? 0;
    const callee = edges.callee[row] ?? 0;
    const value = edges.value[row] ?? 0;
    const share = this.share(value);
    const strokeWidth = 1 + Math.round(mostWidth * Math.min(1, Math.abs(share)));
    const marks = [
      ...(edges.inlined[row] === 1 ? [this.words.inlined] : []),
      ...(edges.residual[row] === 1 ? [this.words.residual] : []),
    ];
    const [from, to] = [frameName(frameIn(frames, caller)), frameName(frameIn(frames, callee))];
    return {
      ends: { caller, callee },
      arrow: arrowHead(points, strokeWidth),
      stroke: graphColors(share, this.tone).line,
      strokeWidth,
      dashes: edges.residual[row] === 1 ? [strokeWidth, 3 + strokeWidth] : [],
      texts: [this.amount(value), ...(edges.inlined[row] === 1 ? [this.words.inlined] : [])],
      title: [`${from} → ${to}`, this.amount(value), ...marks].join('\n'),
    };
  }

  private tagLine(row: number): Omit<PictureLine, 'points' | 'textX' | 'textY'> {
    const { tags } = this.window;
    const amount = this.amount(tags.value[row] ?? 0);
    const dashes = tags.cumulative[row] === 1 ? [1, 3] : [];
    const { muted: stroke } = this.tone;
    return { ends: null, arrow: [], stroke, strokeWidth: 1, dashes, texts: [amount], title: amount };
  }

  private share(value: number): number {
    const { total } = this.window;
    return total === 0 ? 0 : Math.max(-1, Math.min(1, value / Math.abs(total)));
  }

  private said(words: (amount: string, share: string) => string, value: number): string {
    return words(this.amount(value), shareText(value, this.window.total));
  }

  private amount(value: number): string {
    return graphAmount(this.window, value);
  }
}

/** A triangle whose tip is where the line ends. */
function arrowHead(points: Float64Array, strokeWidth: number): readonly number[] {
  const end = points.length - 2;
  const [tipX = 0, tipY = 0] = points.subarray(end);
  const [fromX = 0, fromY = 0] = points.subarray(end - 2, end);
  const length = Math.hypot(tipX - fromX, tipY - fromY);
  if (length === 0) return [];
  const [unitX, unitY] = [(tipX - fromX) / length, (tipY - fromY) / length];
  const size = 7 + strokeWidth;
  const [baseX, baseY] = [tipX - unitX * size, tipY - unitY * size];
  const half = size * 0.42;
  return [tipX, tipY, baseX - unitY * half, baseY + unitX * half, baseX + unitY * half, baseY - unitX * half];
}

/** Height of what stands on lines. */
export const lineTextSize = graphSmallText;
