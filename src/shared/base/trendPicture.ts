const width = 240;
const height = 48;
const margin = 4;

/** Reads on light, dark and both high-contrast backgrounds: at least 3:1 against white and against black. */
const lineColour = '#D4553C';
const baseColour = '#888888';

type Points = readonly (readonly [atMillis: number, value: number])[];

/**
 * A small line chart as an image for Markdown: an SVG `data:` URI made of numbers only. The lower edge is zero, so that growth
 * of a few per cent does not look like an explosion. Empty when there are fewer than two points to draw.
 */
export function trendPicture(trend: Points): string {
  const points = trend.filter(([at, value]) => Number.isFinite(at) && Number.isFinite(value));
  const drawn = polyline(points);
  if (drawn === '') return '';
  const base = height - margin;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}">`,
    `<path d="M0 ${String(base)}.5H${String(width)}" stroke="${baseColour}"/>`,
    `<polyline points="${drawn}" fill="none" stroke="${lineColour}" stroke-width="2" stroke-linejoin="round"/>`,
    '</svg>',
  ].join('');
  return `data:image/svg+xml;base64,${btoa(svg)}`;
}

function polyline(points: Points): string {
  const times = points.map(([at]) => at);
  const first = Math.min(...times);
  const span = Math.max(...times) - first;
  if (points.length < 2 || span <= 0) return '';
  const top = Math.max(...points.map(([, value]) => value), Number.MIN_VALUE);
  const x = (at: number) => margin + ((at - first) / span) * (width - 2 * margin);
  const y = (value: number) => height - margin - (Math.max(0, value) / top) * (height - 2 * margin);
  return points.map(([at, value]) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
}
