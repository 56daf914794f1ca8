import { t } from '@vscode/l10n';
import { formatCount } from '../../../src/shared/base/units';
import { frameIn, isSameFrame, ownerIn, shortName } from '../frameWords';
import type { FrameKey } from '../../../src/shared/model/views/viewFrames';
import { boxChange, changeText } from './boxChange';
import type { FlameTone } from './flameColors';
import type { FlameLevels } from './flameLevels';

export const boxHeight = 20;

/** The part of the graph that is seen. */
export interface FlameSight {
  /** Left and right edge as shares of the whole width. */
  readonly from: number;
  readonly to: number;
  /** Pixels of CSS. */
  readonly width: number;
  readonly height: number;
  readonly scrollTop: number;
}

export interface FlamePicture {
  readonly levels: FlameLevels;
  readonly sight: FlameSight;
  readonly tone: FlameTone;
  readonly fill: (box: number) => string;
  readonly font: string;
  /** Marks of the theme. */
  readonly focus: string;
  readonly found: string;
  readonly border: string;
  readonly selected: FrameKey | null;
  /** A difference says shares of what it is compared with instead of amounts. */
  readonly inShares: boolean;
  /** The frame under the pointer, a row of the frames of the window: all its boxes are marked. -1 for none. */
  readonly pointed: number;
  /** The box under the pointer or the keyboard, -1 for none. */
  readonly current: number;
}

/** Boxes narrower than this are not drawn. */
const leastPixels = 0.4;
/** Room for less text than this tells nothing. */
const leastText = 26;

/** Draws what is seen of the graph, and nothing else: a frame of a graph of a million boxes draws some thousand. */
export function drawFlame(context: CanvasRenderingContext2D, picture: FlamePicture): void {
  const { levels, sight } = picture;
  context.clearRect(0, 0, sight.width, sight.height);
  context.font = picture.font;
  context.textBaseline = 'middle';
  const letters = new Letters(context);
  const firstDepth = Math.max(0, Math.floor(sight.scrollTop / boxHeight));
  const lastDepth = Math.min(levels.depths - 1, Math.floor((sight.scrollTop + sight.height) / boxHeight));
  for (let depth = firstDepth; depth <= lastDepth; depth += 1) {
    const { end } = levels.boxesAt(depth);
    for (let box = levels.firstBehind(depth, sight.from); box < end; box += 1) {
      if ((levels.window.start[box] ?? 0) >= sight.to) break;
      drawBox(context, picture, letters, box);
    }
  }
  drawBand(context, picture);
  drawNarrow(context, picture);
}

/** A line on either side of the frame that callers stand above and callees below. */
function drawBand(context: CanvasRenderingContext2D, { levels, sight, tone }: FlamePicture): void {
  const { bandLevel } = levels.window;
  if (bandLevel === 0) return;
  context.fillStyle = tone.onGround;
  const top = bandLevel * boxHeight - sight.scrollTop;
  for (const edge of [top - 2, top + boxHeight - 1]) context.fillRect(0, edge, sight.width, 2);
}

/** Narrower, it would be taken for a box. */
const leastNarrow = 90;

/** What stands in the place of boxes that are too narrow to be drawn, where no other stands among them. */
function drawNarrow(context: CanvasRenderingContext2D, { levels, sight, tone, border, font }: FlamePicture): void {
  const { count, start, end, isWhole } = levels.window.narrow;
  const scale = sight.width / (sight.to - sight.from);
  const left = Math.max(0, (start - sight.from) * scale);
  const width = Math.min(sight.width, (end - sight.from) * scale) - left;
  const top = -sight.scrollTop;
  if (count === 0 || !isWhole || width < leastNarrow || top < -boxHeight) return;
  context.strokeStyle = tone.highContrast ? border : tone.onGround;
  context.setLineDash([3, 3]);
  context.lineWidth = 1;
  context.strokeRect(left + 0.5, top + 0.5, width - 1, boxHeight - 2);
  context.setLineDash([]);
  context.font = font;
  context.fillStyle = tone.onGround;
  context.fillText(
    new Letters(context).fit(t('… {0} more', formatCount(count)), width - 8),
    left + 4,
    top + boxHeight / 2,
  );
}

/** Left edge and width of a box in pixels, as much of it as is seen. */
function placeOf({ levels: { window }, sight }: FlamePicture, box: number) {
  const scale = sight.width / (sight.to - sight.from);
  const start = ((window.start[box] ?? 0) - sight.from) * scale;
  const left = Math.max(0, start);
  const right = Math.min(sight.width, start + (window.width[box] ?? 0) * scale);
  return { left, width: right - left, top: (window.depth[box] ?? 0) * boxHeight - sight.scrollTop };
}

function drawBox(context: CanvasRenderingContext2D, picture: FlamePicture, letters: Letters, box: number): void {
  const { window } = picture.levels;
  const { left, width, top } = placeOf(picture, box);
  if (width < leastPixels) return;
  const row = window.frame[box] ?? 0;
  const isFound = window.found?.frames[row] === 1;
  // What is not found steps back.
  context.globalAlpha = window.found === null || isFound ? 1 : 0.35;
  const gap = width > 3 ? 1 : 0;
  context.fillStyle = isFound && !picture.tone.highContrast ? picture.found : picture.fill(box);
  context.fillRect(left, top, width - gap, boxHeight - 1);
  const frame = frameIn(window.frames, row);
  const isSelected = isSameFrame(frame, picture.selected);
  if (window.signed && picture.tone.highContrast) changeEdge(context, picture, { box, left, width: width - gap, top });
  const isPointed = row === picture.pointed;
  const isCurrent = box === picture.current;
  outline(context, picture, { left, width: width - gap, top, isFound, isSelected, isPointed, isCurrent });
  if (width >= leastText) {
    const isOwn = ownerIn(window.frames, row) === 'own';
    const sign = window.signed ? `${changeText(window, box, picture.inShares)}  ` : '';
    context.font = isOwn && picture.tone.highContrast ? `bold ${picture.font}` : picture.font;
    context.fillStyle = isFound && !picture.tone.highContrast ? '#000' : picture.tone.foreground;
    context.fillText(letters.fit(sign + shortName(frame), width - 8), left + 4, top + boxHeight / 2);
  }
  context.globalAlpha = 1;
}

/** Pixels of the edge that tells what has grown from what has shrunk where there are no colours. */
const edge = 4;

/** Thick on top: grown. Thick at the bottom: shrunk. */
function changeEdge(
  context: CanvasRenderingContext2D,
  { levels: { window }, tone }: FlamePicture,
  { box, left, width, top }: { box: number; left: number; width: number; top: number },
): void {
  const change = boxChange(window, box);
  if (change !== 'grown' && change !== 'shrunk') return;
  context.fillStyle = tone.foreground;
  context.fillRect(left, change === 'grown' ? top : top + boxHeight - 1 - edge, width, edge);
}

interface Outlined {
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly isFound: boolean;
  readonly isSelected: boolean;
  readonly isPointed: boolean;
  readonly isCurrent: boolean;
}

function outline(context: CanvasRenderingContext2D, picture: FlamePicture, box: Outlined): void {
  const { highContrast } = picture.tone;
  if (!box.isCurrent && !box.isSelected && !box.isPointed && !highContrast) return;
  const thick = box.isCurrent ? 2 : box.isSelected || box.isPointed || box.isFound ? 1.5 : 1;
  context.strokeStyle = box.isCurrent || box.isSelected || box.isPointed ? picture.focus : picture.border;
  context.lineWidth = thick;
  context.setLineDash(box.isFound && highContrast ? [4, 2] : []);
  const inset = thick / 2;
  context.strokeRect(box.left + inset, box.top + inset, Math.max(0, box.width - thick), boxHeight - 1 - thick);
  context.setLineDash([]);
}

/** Cuts text to a width and measures little: letters are about as wide as each other, so that the first cut is nearly right. */
class Letters {
  private readonly context: CanvasRenderingContext2D;
  private readonly average: number;

  constructor(context: CanvasRenderingContext2D) {
    this.context = context;
    const sample = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJ.()*';
    this.average = context.measureText(sample).width / sample.length;
  }

  fit(text: string, width: number): string {
    const most = Math.floor(width / this.average);
    if (text.length * 1.3 <= most) return text;
    if (this.context.measureText(text).width <= width) return text;
    for (let length = Math.min(most, text.length); length >= 2; length -= 1) {
      const cut = `${text.slice(0, length)}…`;
      if (this.context.measureText(cut).width <= width) return cut;
    }
    return '';
  }
}
