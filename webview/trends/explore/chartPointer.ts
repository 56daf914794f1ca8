import { axisWidth, rightPadding } from '../charts/chartOptions';
import type { PanelStore } from '../panelStore';
import type { Explorer } from './explorer';

/** Less than that is a click by an unsteady hand. CSS pixels. */
const leastDrag = 4;

/** The wheel and dragging over the charts: Ctrl zooms, Shift and dragging pan, a click looks at the moment below it. @returns what lets go of them */
export function chartPointer(element: HTMLElement, store: PanelStore, explorer: Explorer): () => void {
  const width = () => Math.max(1, element.clientWidth - axisWidth - rightPadding);
  const timeAt = (event: MouseEvent) => {
    const { fromMillis, toMillis } = explorer.span.value ?? explorer.all();
    const left = event.clientX - element.getBoundingClientRect().left - axisWidth;
    return fromMillis + (left / width()) * (toMillis - fromMillis);
  };
  const wheel = (event: WheelEvent) => {
    const delta = event.deltaY === 0 ? event.deltaX : event.deltaY;
    if (event.ctrlKey || event.metaKey) explorer.zoom(Math.exp(Math.sign(delta) * 0.2), timeAt(event));
    else if (event.shiftKey) explorer.pan(Math.sign(delta) * 0.1);
    else return;
    event.preventDefault();
  };
  let dragged: { x: number; moved: boolean } | null = null;
  const down = (event: PointerEvent) => {
    if (event.button === 0) dragged = { x: event.clientX, moved: false };
  };
  const move = (event: PointerEvent) => {
    if (dragged === null) return;
    const by = event.clientX - dragged.x;
    if (!dragged.moved && Math.abs(by) < leastDrag) return;
    dragged = { x: event.clientX, moved: true };
    explorer.pan(-by / width());
  };
  const up = (event: PointerEvent) => {
    if (dragged?.moved === false) explorer.select(store.cursor.value ?? timeAt(event));
    dragged = null;
  };
  const cancel = () => (dragged = null);
  element.addEventListener('wheel', wheel, { passive: false });
  element.addEventListener('pointerdown', down);
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', up);
  element.addEventListener('pointerleave', cancel);
  return () => {
    element.removeEventListener('wheel', wheel);
    element.removeEventListener('pointerdown', down);
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', up);
    element.removeEventListener('pointerleave', cancel);
  };
}
