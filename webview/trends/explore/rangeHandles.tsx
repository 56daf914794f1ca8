import { t } from '@vscode/l10n';
import { axisWidth, rightPadding, timesHeight } from '../charts/chartOptions';
import type { TimeWords } from '../timeWords';
import type { Explorer } from './explorer';

export interface RangeHandlesProps {
  readonly explorer: Explorer;
  /** What is in sight, seconds since 1970. */
  readonly range: readonly [number, number];
  readonly times: TimeWords;
}

/** Two handles over the charts, each on a moment that is kept, and what lies between them. */
export function RangeHandles({ explorer, range: [from, to], times }: RangeHandlesProps) {
  const ends = explorer.ends.value;
  if (ends === null) return null;
  const share = (millis: number) => (millis / 1000 - from) / Math.max(1e-3, to - from);
  const within = (value: number) => Math.min(1, Math.max(0, value));
  const [start, end] = [within(share(ends[0])), within(share(ends[1]))];
  const timeAt = (event: PointerEvent) => {
    const area = (event.currentTarget as HTMLElement).parentElement?.getBoundingClientRect();
    if (area === undefined || area.width === 0) return null;
    return (from + ((event.clientX - area.left) / area.width) * (to - from)) * 1000;
  };
  return (
    <div class="range" style={rangeStyle}>
      <div class="range-between" style={{ left: percent(start), width: percent(end - start) }} />
      {([0, 1] as const).map((which) => (
        <div
          key={which}
          class="range-handle"
          role="slider"
          tabIndex={0}
          aria-label={which === 0 ? t('Start of the range') : t('End of the range')}
          aria-valuemin={0}
          aria-valuemax={explorer.moments.value.length - 1}
          aria-valuenow={explorer.moments.value.indexOf(ends[which])}
          aria-valuetext={times.moment(ends[which])}
          title={times.moment(ends[which])}
          hidden={share(ends[which]) < 0 || share(ends[which]) > 1}
          style={{ left: percent(which === 0 ? start : end) }}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            event.stopPropagation();
          }}
          onPointerMove={(event) => {
            const at = event.currentTarget.hasPointerCapture(event.pointerId) ? timeAt(event) : null;
            if (at !== null) explorer.setEnd(which, at);
          }}
          onKeyDown={(event) => {
            const steps = stepsOf(event.key);
            if (steps === null) return;
            explorer.stepEnd(which, steps);
            event.preventDefault();
          }}
        />
      ))}
    </div>
  );
}

/** As wide as what is drawn of the charts, down to where the times stand. */
const rangeStyle = {
  left: `${String(axisWidth)}px`,
  right: `${String(rightPadding)}px`,
  bottom: `${String(timesHeight)}px`,
};

function stepsOf(key: string): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowDown: -1,
    ArrowRight: 1,
    ArrowUp: 1,
    PageDown: -10,
    PageUp: 10,
    Home: -Infinity,
    End: Infinity,
  };
  return steps[key] ?? null;
}

function percent(share: number): string {
  return `${String(share * 100)}%`;
}
