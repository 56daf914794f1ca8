import type { GraphShape } from '../shared/model/views/graphView';

const pointsPerInch = 72;

/** Height of a line of text on an edge, and the width that Graphviz takes a digit to have in it: half of its size in Times. */
const textSize = 12;
const digitWidth = textSize / 2;

/** A graph in Graphviz' language. Boxes are of fixed size; the text of a line is stood for by as many zeros as take its room. */
export function dotOf(shape: GraphShape): string {
  const { boxWidth, boxHeight, from, to, weight, ranks } = shape;
  const lines = [
    'digraph {',
    'graph [nodesep=0.2 ranksep=0.3]',
    'node [shape=box fixedsize=true label=""]',
    // Lines end at the box, so that whoever draws them puts the arrow where it belongs.
    `edge [dir=none fontsize=${String(textSize)}]`,
  ];
  for (const [box, width] of boxWidth.entries()) {
    lines.push(`N${String(box)} [width=${inches(width)} height=${inches(boxHeight[box] ?? 0)}]`);
  }
  for (const [line, box] of from.entries()) {
    const ends = `N${String(box)} -> N${String(to[line] ?? 0)}`;
    const said = `label="${placeholder(shape, line)}"`;
    lines.push(`${ends} [${said} weight=${String(weight[line] ?? 1)} minlen=${String(ranks[line] ?? 1)}]`);
  }
  return [...lines, '}'].join('\n');
}

function placeholder({ textWidth, textLines }: GraphShape, line: number): string {
  const zeros = '0'.repeat(Math.max(1, Math.ceil((textWidth[line] ?? 0) / digitWidth)));
  return Array.from({ length: textLines[line] ?? 1 }, () => zeros).join(String.raw`\n`);
}

function inches(points: number): string {
  return (points / pointsPerInch).toFixed(4);
}
