/** The part of the graph that is seen: its middle in points, and how many pixels a point has. */
export interface GraphSight {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const leastScale = 0.02;
const mostScale = 8;

/** Room around a graph that is seen whole. */
const margin = 16;

/** Sees the whole graph, and nothing larger than it is. */
export function wholeGraph({ width, height }: Size, view: Size): GraphSight {
  const scale = Math.min(1, view.width / (width + 2 * margin), view.height / (height + 2 * margin));
  return { x: width / 2, y: height / 2, scale: clamped(scale) };
}

/** Zooms, while what lies under a point of the view stays there. @param at from the middle of the view, in pixels */
export function zoomed(sight: GraphSight, factor: number, at: { readonly x: number; readonly y: number }): GraphSight {
  const scale = clamped(sight.scale * factor);
  const shift = 1 / sight.scale - 1 / scale;
  return { x: sight.x + at.x * shift, y: sight.y + at.y * shift, scale };
}

export function panned(sight: GraphSight, pixels: { readonly x: number; readonly y: number }): GraphSight {
  return { ...sight, x: sight.x - pixels.x / sight.scale, y: sight.y - pixels.y / sight.scale };
}

/** The least move after which a box is seen. */
export function showing(
  sight: GraphSight,
  box: { readonly left: number; readonly top: number } & Size,
  view: Size,
): GraphSight {
  const move = (middle: number, start: number, length: number, pixels: number): number => {
    const half = pixels / sight.scale / 2;
    if (length > 2 * half) return start + length / 2;
    return Math.min(Math.max(middle, start + length - half), start + half);
  };
  return {
    ...sight,
    x: move(sight.x, box.left, box.width, view.width),
    y: move(sight.y, box.top, box.height, view.height),
  };
}

/** Attribute of an SVG element of that size. */
export function viewBox({ x, y, scale }: GraphSight, { width, height }: Size): string {
  const [across, down] = [width / scale, height / scale];
  return [x - across / 2, y - down / 2, across, down].map((value) => value.toFixed(2)).join(' ');
}

function clamped(scale: number): number {
  return Math.min(mostScale, Math.max(leastScale, scale));
}
