import { t } from '@vscode/l10n';
import { formatBytes, formatCount } from '../../src/shared/base/units';
import { plainText } from '../../src/shared/base/said/plainText';
import type { SeriesPart } from '../../src/shared/wires/reportPage';

/** In units of the picture, which is as wide as its place. */
const width = 300;
const height = 60;

/** One number over the time of a watch, from zero up; its line is interrupted where another process began. */
export function SeriesChart({ series }: { readonly series: SeriesPart }) {
  const { name, unit, values, seconds } = series;
  const words = unit === 'bytes' ? formatBytes : formatCount;
  const first = words(values[0] ?? 0);
  const last = words(values.at(-1) ?? 0);
  const highest = Math.max(...values);
  const shown = plainText(name);
  return (
    <figure class="series">
      <figcaption>
        <span>{shown}</span>{' '}
        <strong>
          {first} → {last}
        </strong>
      </figcaption>
      <svg
        viewBox={`0 0 ${String(width)} ${String(height)}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t(
          '{0} over {1} s: from {2} to {3}, at most {4}',
          shown,
          lastSecond(seconds),
          first,
          last,
          words(highest),
        )}
      >
        {linesOf(series, highest).map((points) => (
          <polyline key={points} points={points} vector-effect="non-scaling-stroke" />
        ))}
      </svg>
    </figure>
  );
}

function lastSecond(seconds: readonly number[]): string {
  return formatCount(seconds.at(-1) ?? 0);
}

/** One line for each process. A single point is drawn as a short one, to be seen at all. */
function linesOf({ seconds, lives, values }: SeriesPart, highest: number): readonly string[] {
  const start = seconds[0] ?? 0;
  const span = (seconds.at(-1) ?? 0) - start || 1;
  const lines = new Map<number, string[]>();
  values.forEach((value, row) => {
    const x = (((seconds[row] ?? 0) - start) / span) * width;
    const y = height - 1 - (highest <= 0 ? 0 : (Math.max(0, value) / highest) * (height - 2));
    const life = lives[row] ?? 0;
    const line = lines.get(life) ?? [];
    lines.set(life, line);
    line.push(`${x.toFixed(1)},${y.toFixed(1)}`);
  });
  return [...lines.values()].map((points) => (points.length === 1 ? [...points, ...points] : points).join(' '));
}
