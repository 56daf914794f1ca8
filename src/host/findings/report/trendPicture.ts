import type { TrendStory } from './leakStory';

const [width, height, edge] = [640, 120, 4];

/**
 * The course of a trend as an SVG element: a line over a filled area, from zero up, so that what hardly grows looks so. It has numbers and
 * no text. Empty for fewer than two points.
 */
export function trendPicture({ points }: Pick<TrendStory, 'points'>): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || last[0] <= first[0]) return '';
  const most = Math.max(...points.map(([, value]) => value), 1);
  const placed = points.map(([atMillis, value]) => {
    const x = edge + ((width - 2 * edge) * (atMillis - first[0])) / (last[0] - first[0]);
    const y = height - edge - ((height - 2 * edge) * Math.max(0, value)) / most;
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  const ground = String(height - edge);
  const area = `${String(edge)},${ground} ${placed.join(' ')} ${String(width - edge)},${ground}`;
  return [
    `<svg class="trend" viewBox="0 0 ${String(width)} ${String(height)}" aria-hidden="true">`,
    `<polygon points="${area}"/><polyline points="${placed.join(' ')}"/></svg>`,
  ].join('');
}
