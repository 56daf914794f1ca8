import { t } from '@vscode/l10n';
import type { ComponentChildren } from 'preact';
import { closestRow } from '../model';
import type { PanelStore } from '../panelStore';
import { readoutWords } from '../readout';
import type { TimeWords } from '../timeWords';

export interface CursorSliderProps {
  readonly store: PanelStore;
  readonly times: TimeWords;
  /** What else keys do; answers whether the key was one of them. */
  readonly onKey?: (event: KeyboardEvent) => boolean;
  readonly children: ComponentChildren;
}

/** Rows that one key press skips, so that any length of history is crossed in about a hundred. */
const pressesAcross = 100;

/**
 * Both charts as one control: a slider over time, because that is what its arrow keys do, and a screen reader then reads the
 * values at the cursor by itself.
 */
export function CursorSlider({ store, times, onKey, children }: CursorSliderProps) {
  const { atMillis } = store.chart.value.table;
  const cursor = store.cursor.value;
  const readout = store.readout.value;
  const words = cursor === null || readout === null ? null : readoutWords(readout, store.shown.value, times);
  return (
    <div
      class="cursor"
      role="slider"
      tabIndex={0}
      aria-label={t('Memory and goroutines over time; arrow keys move through it')}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, atMillis.length - 1)}
      aria-valuenow={(cursor === null ? null : closestRow(atMillis, cursor)) ?? Math.max(0, atMillis.length - 1)}
      aria-valuetext={words ?? t('Latest values')}
      onKeyDown={(event) => {
        if (onKey?.(event) === true || move(store, event)) event.preventDefault();
      }}
      onBlur={() => {
        store.cursor.value = null;
      }}
    >
      {children}
    </div>
  );
}

function move(store: PanelStore, event: KeyboardEvent): boolean {
  const rows = store.chart.value.table.atMillis.length;
  const step = Math.max(1, Math.round(rows / pressesAcross));
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      store.moveCursor(-step);
      return true;
    case 'ArrowRight':
    case 'ArrowUp':
      store.moveCursor(step);
      return true;
    case 'PageDown':
      store.moveCursor(-10 * step);
      return true;
    case 'PageUp':
      store.moveCursor(10 * step);
      return true;
    case 'Home':
      store.moveCursor(-Infinity);
      return true;
    case 'End':
      store.moveCursor(Infinity);
      return true;
    case 'Escape':
      store.cursor.value = null;
      return true;
    default:
      return false;
  }
}
