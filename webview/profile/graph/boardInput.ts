import type { GraphWindow } from '../../../src/shared/model/views/graphView';
import type { ProfileStore } from '../profileStore';
import { nodeBeside } from './graphKeys';

/** A way in pixels. */
export interface Pixels {
  readonly x: number;
  readonly y: number;
}

/** How much one key zooms, and how far it moves. */
export const step = { zoom: 1.25, pan: 60 } as const;

/** Moves what is seen while the pointer is held. */
export function drag(event: PointerEvent, moved: (pixels: Pixels) => void): void {
  const board = event.currentTarget;
  if (event.button !== 0 || !(board instanceof SVGSVGElement)) return;
  let last = { x: event.clientX, y: event.clientY };
  let isDragging = false;
  const move = (next: PointerEvent) => {
    const pixels = { x: next.clientX - last.x, y: next.clientY - last.y };
    // A hand that only clicks trembles.
    if (!isDragging && Math.hypot(pixels.x, pixels.y) < 3) return;
    if (!isDragging) board.setPointerCapture(event.pointerId);
    isDragging = true;
    last = { x: next.clientX, y: next.clientY };
    moved(pixels);
  };
  const end = () => {
    board.removeEventListener('pointermove', move);
    board.removeEventListener('pointerup', end);
    board.removeEventListener('pointercancel', end);
  };
  board.addEventListener('pointermove', move);
  board.addEventListener('pointerup', end);
  board.addEventListener('pointercancel', end);
}

interface KeyContext {
  readonly zoomBy: (factor: number) => void;
  readonly select: (node: number) => void;
  readonly whole: () => void;
  readonly window: GraphWindow;
  readonly selected: number;
  readonly store: ProfileStore;
}

/** What the keyboard does on the graph. @returns whether the key was one of its own */
export function boardKey(
  event: KeyboardEvent,
  { zoomBy, select, whole, window, selected, store }: KeyContext,
): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  switch (event.key) {
    case '+':
    case '=':
      zoomBy(step.zoom);
      return true;
    case '-':
      zoomBy(1 / step.zoom);
      return true;
    case '0':
    case 'Escape':
      whole();
      return true;
    case 'Enter':
      if (selected >= 0) store.showTab('peek');
      return selected >= 0;
    default: {
      if (!event.key.startsWith('Arrow')) return false;
      const next = nodeBeside(window, selected, event.key);
      if (next >= 0) select(next);
      return true;
    }
  }
}

/** With Shift, arrows move what is seen. */
export function panKey({ key, shiftKey }: KeyboardEvent, pan: (pixels: Pixels) => void): boolean {
  if (!shiftKey) return false;
  const across = key === 'ArrowLeft' ? 1 : key === 'ArrowRight' ? -1 : 0;
  const down = key === 'ArrowUp' ? 1 : key === 'ArrowDown' ? -1 : 0;
  if (across === 0 && down === 0) return false;
  pan({ x: across * step.pan, y: down * step.pan });
  return true;
}
