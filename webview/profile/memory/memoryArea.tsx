import { t } from '@vscode/l10n';
import { useMemo } from 'preact/hooks';
import { formatBytes } from '../../../src/shared/base/units';
import type { MemoryView } from '../../../src/shared/model/views/memoryView';
import { opaqueColor } from './memoryWords';
import { height, stackedAreas, width } from './stackedAreas';
import { clockTime } from '../../base/clockTime';

export interface MemoryAreaProps {
  readonly memory: MemoryView;
  /** The moment that is looked at. */
  readonly at: number;
  /** Null for the newest. */
  readonly onLook: (moment: number | null) => void;
}

/** The parts over time, one on the other. Pointing at a moment, and the arrow keys, show its numbers. */
export function MemoryArea({ memory, at, onLook }: MemoryAreaProps) {
  const drawn = useMemo(() => stackedAreas(memory), [memory]);
  const last = memory.atMillis.length - 1;
  const time = (moment: number) => clockTime(memory.atMillis[moment] ?? 0);
  const point = (event: PointerEvent) => {
    const { currentTarget } = event;
    if (!(currentTarget instanceof HTMLElement)) return;
    const { left, width: wide } = currentTarget.getBoundingClientRect();
    onLook(drawn.momentAt(((event.clientX - left) / Math.max(1, wide)) * width));
  };
  const step = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last };
    const wanted = steps[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    onLook(Math.max(0, Math.min(last, wanted)));
  };
  return (
    <figure class="memory-area">
      <figcaption>{t('Over time, up to {0}', formatBytes(drawn.most))}</figcaption>
      <div
        class="memory-chart"
        role="slider"
        tabIndex={0}
        aria-label={t('Moment that is looked at')}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at}
        aria-valuetext={time(at)}
        onPointerMove={point}
        onPointerLeave={() => onLook(null)}
        onKeyDown={step}
      >
        <svg viewBox={`0 0 ${String(width)} ${String(height)}`} preserveAspectRatio="none" aria-hidden="true">
          {drawn.areas.map(({ id, color, isResident, path }) => (
            <path key={id} d={path} class={isResident ? '' : 'not-resident'} style={{ fill: opaqueColor(color) }} />
          ))}
          {drawn.restarts.map((x) => (
            <line key={x} class="memory-restart" x1={x} x2={x} y1={0} y2={height} />
          ))}
          <line class="memory-cursor" x1={drawn.xs[at]} x2={drawn.xs[at]} y1={0} y2={height} />
        </svg>
      </div>
      <div class="memory-times" aria-hidden="true">
        <span>{time(0)}</span>
        <span>{time(last)}</span>
      </div>
    </figure>
  );
}
