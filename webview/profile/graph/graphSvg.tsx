import type { GraphWindow } from '../../../src/shared/model/views/graphView';
import { graphLineHeight } from '../../../src/shared/base/graphBoxes';
import type { GraphTone } from './graphColors';
import { lineTextSize, type GraphPicture, type PictureBox, type PictureLine } from './graphPicture';

/** A picture that is saved has its own fonts: those of the editor are not everywhere. */
export const graphFont = 'ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace';

export interface GraphMarks {
  /** 1 for each node that a search finds; null when nothing is searched. */
  readonly found: GraphWindow['found'];
  /** Row of the selected node; -1 for none. */
  readonly selected: number;
  readonly focus: string;
  readonly match: string;
}

export interface GraphDrawingProps {
  readonly picture: GraphPicture;
  readonly tone: GraphTone;
  readonly marks: GraphMarks;
  readonly onSelect: (node: number) => void;
}

/** The lines, then the boxes above them. Colours and fonts stand in the elements themselves, so that a copy of them is a file. */
export function GraphDrawing({ picture, tone, marks, onSelect }: GraphDrawingProps) {
  return (
    <g font-family={graphFont}>
      {picture.lines.map((line, row) => (
        <Line key={row} line={line} tone={tone} isFaint={isFaint(marks, line)} />
      ))}
      {picture.boxes.map((box, row) => (
        <Box key={row} box={box} tone={tone} marks={marks} onSelect={onSelect} />
      ))}
    </g>
  );
}

/** While something is searched, the rest steps back. */
const faint = 0.3;

function isFaint({ found }: GraphMarks, { ends }: PictureLine): boolean {
  if (found === null) return false;
  return ends === null || (found[ends.caller] !== 1 && found[ends.callee] !== 1);
}

function Line({
  line,
  tone,
  isFaint,
}: {
  readonly line: PictureLine;
  readonly tone: GraphTone;
  readonly isFaint: boolean;
}) {
  const { stroke, strokeWidth, dashes, arrow, texts, textX, textY } = line;
  const first = textY - ((texts.length - 1) * graphLineHeight(lineTextSize)) / 2 + lineTextSize * 0.35;
  return (
    <g class="graph-line" opacity={isFaint ? faint : 1}>
      <title>{line.title}</title>
      <path
        d={linePath(line.points)}
        fill="none"
        stroke={stroke}
        stroke-width={strokeWidth}
        {...(dashes.length === 0 ? {} : { 'stroke-dasharray': dashes.join(' ') })}
      />
      {arrow.length > 0 && <polygon points={arrow.map((value) => value.toFixed(2)).join(' ')} fill={stroke} />}
      {texts.map((text, at) => (
        <text
          key={at}
          x={textX}
          y={first + at * graphLineHeight(lineTextSize)}
          text-anchor="middle"
          font-size={lineTextSize}
          fill={tone.foreground}
          stroke={tone.background}
          stroke-width={3}
          paint-order="stroke"
        >
          {text}
        </text>
      ))}
    </g>
  );
}

/** A path of SVG. */
export function linePath(points: Float64Array): string {
  const pair = (at: number) => `${(points[at] ?? 0).toFixed(2)} ${(points[at + 1] ?? 0).toFixed(2)}`;
  let path = `M${pair(0)}`;
  for (let at = 2; at + 5 < points.length; at += 6) path += `C${pair(at)} ${pair(at + 2)} ${pair(at + 4)}`;
  return path;
}

interface BoxProps {
  readonly box: PictureBox;
  readonly tone: GraphTone;
  readonly marks: GraphMarks;
  readonly onSelect: (node: number) => void;
}

function Box({ box, tone, marks, onSelect }: BoxProps) {
  const { node, left, top, width, height, fontSize, lines } = box;
  const isSelected = node !== null && node === marks.selected;
  const isFound = node !== null && marks.found?.[node] === 1;
  const [stroke, strokeWidth] = isSelected
    ? [marks.focus, 3]
    : isFound
      ? [marks.match, 3]
      : [box.stroke, box.strokeWidth];
  const stays = marks.found === null || isFound || isSelected;
  const lineHeight = graphLineHeight(fontSize);
  const first = top + height / 2 - ((lines.length - 1) * lineHeight) / 2 + fontSize * 0.35;
  return (
    <g
      class={node === null ? 'graph-tag' : 'graph-node'}
      opacity={stays ? 1 : faint}
      {...(node === null ? {} : { onClick: () => onSelect(node), 'data-node': node })}
    >
      <title>{box.title}</title>
      <rect
        x={left}
        y={top}
        width={width}
        height={height}
        rx={node === null ? 6 : 2}
        fill={box.fill}
        stroke={stroke}
        stroke-width={strokeWidth}
        {...(node === null ? { 'stroke-dasharray': '3 2' } : {})}
      />
      {lines.map((line, at) => (
        <text
          key={at}
          x={left + width / 2}
          y={first + at * lineHeight}
          text-anchor="middle"
          font-size={fontSize}
          fill={tone.foreground}
          {...(box.owner === 'own' ? { 'font-weight': 600 } : {})}
        >
          {line}
        </text>
      ))}
    </g>
  );
}
