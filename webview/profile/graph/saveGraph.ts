import { graphLineHeight } from '../../../src/shared/base/graphBoxes';
import type { GraphTone } from './graphColors';
import { lineTextSize, type GraphPicture, type PictureBox, type PictureLine } from './graphPicture';
import { graphFont, linePath } from './graphSvg';

/** Around a graph that is saved, in points. */
const margin = 16;

/** Pixels of a point, and the most pixels of a side: browsers draw no larger ones. */
const pixels = { of: 2, most: 12_000 } as const;

/** The whole graph as a file of SVG. @param drawing the elements on the screen, of which nothing but the drawing is taken */
export function svgFile(drawing: SVGSVGElement, { width, height }: GraphPicture, { background }: GraphTone): string {
  const copy = drawing.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) return '';
  for (const { name } of [...copy.attributes]) copy.removeAttribute(name);
  const [across, down] = [width + 2 * margin, height + 2 * margin];
  copy.setAttribute('viewBox', [-margin, -margin, across, down].map((side) => side.toFixed(2)).join(' '));
  copy.setAttribute('width', across.toFixed(0));
  copy.setAttribute('height', down.toFixed(0));
  const paper = document.createElementNS(copy.namespaceURI, 'rect');
  for (const [name, value] of Object.entries({
    x: -margin,
    y: -margin,
    width: across,
    height: down,
    fill: background,
  })) {
    paper.setAttribute(name, String(value));
  }
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}

/** The whole graph as Base64 of a PNG: drawn by hand, since a page of the editor loads no picture. */
export function pngFile(picture: GraphPicture, tone: GraphTone): string {
  const canvas = document.createElement('canvas');
  const [across, down] = [picture.width + 2 * margin, picture.height + 2 * margin];
  const scale = Math.min(pixels.of, pixels.most / Math.max(across, down));
  canvas.width = Math.ceil(across * scale);
  canvas.height = Math.ceil(down * scale);
  const context = canvas.getContext('2d');
  if (context === null) return '';
  context.scale(scale, scale);
  context.fillStyle = tone.background;
  context.fillRect(0, 0, across, down);
  context.translate(margin, margin);
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  for (const line of picture.lines) drawLine(context, line, tone);
  for (const box of picture.boxes) drawBox(context, box, tone);
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}

function drawLine(context: CanvasRenderingContext2D, line: PictureLine, tone: GraphTone): void {
  context.strokeStyle = line.stroke;
  context.lineWidth = line.strokeWidth;
  context.setLineDash([...line.dashes]);
  context.stroke(new Path2D(linePath(line.points)));
  context.setLineDash([]);
  const [tipX, tipY, leftX, leftY, rightX, rightY] = line.arrow.map((value) => value.toFixed(2));
  context.fillStyle = line.stroke;
  if (tipX !== undefined) {
    context.fill(new Path2D(`M${tipX} ${tipY ?? ''}L${leftX ?? ''} ${leftY ?? ''}L${rightX ?? ''} ${rightY ?? ''}Z`));
  }
  context.font = `${String(lineTextSize)}px ${graphFont}`;
  const height = graphLineHeight(lineTextSize);
  const first = line.textY - ((line.texts.length - 1) * height) / 2 + lineTextSize * 0.35;
  for (const [at, text] of line.texts.entries()) {
    context.strokeStyle = tone.background;
    context.lineWidth = 3;
    context.strokeText(text, line.textX, first + at * height);
    context.fillStyle = tone.foreground;
    context.fillText(text, line.textX, first + at * height);
  }
}

function drawBox(context: CanvasRenderingContext2D, box: PictureBox, tone: GraphTone): void {
  const { left, top, width, height, fontSize, lines } = box;
  context.fillStyle = box.fill;
  context.fillRect(left, top, width, height);
  context.strokeStyle = box.stroke;
  context.lineWidth = box.strokeWidth;
  context.strokeRect(left, top, width, height);
  context.font = `${box.owner === 'own' ? '600 ' : ''}${String(fontSize)}px ${graphFont}`;
  context.fillStyle = tone.foreground;
  const lineHeight = graphLineHeight(fontSize);
  const first = top + height / 2 - ((lines.length - 1) * lineHeight) / 2 + fontSize * 0.35;
  for (const [at, line] of lines.entries()) context.fillText(line, left + width / 2, first + at * lineHeight);
}
