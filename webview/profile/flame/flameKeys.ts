import { frameIn } from '../frameWords';
import type { ProfileStore } from '../profileStore';
import type { FlameChart } from './flameChart';
import type { FlameLevels } from './flameLevels';

/** How much of what is seen one step moves, and how much one step zooms. */
const panStep = 0.1;
const zoomStep = 0.7;

/** The box at the upper left; -1 while what is seen there has not been answered. */
function firstSeen(chart: FlameChart, levels: FlameLevels, from: number): number {
  const { firstLevel } = chart.seen;
  const box = levels.firstBehind(firstLevel, from);
  return box < levels.boxesAt(firstLevel).end ? box : -1;
}

/** What the keyboard does on the graph. @returns whether the key was one of its own */
export function flameKey(event: KeyboardEvent, chart: FlameChart, store: ProfileStore): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  const { shown: levels, currentBox: box } = chart;
  if (levels === null) return false;
  const { from, to } = store.state.peek().flame;
  const middle = (from + to) / 2;
  const goTo = (next: number) => {
    if (next < 0) return true;
    chart.point(next);
    store.select(frameIn(levels.window.frames, levels.window.frame[next] ?? 0));
    return true;
  };
  const first = () => firstSeen(chart, levels, from);
  switch (event.key) {
    case 'ArrowDown':
      return goTo(box < 0 ? first() : levels.below(box));
    case 'ArrowUp':
      return goTo(box < 0 ? first() : levels.above(box));
    case 'ArrowLeft':
      if (event.shiftKey) chart.pan(-panStep);
      return event.shiftKey || goTo(box < 0 ? first() : levels.besideOf(box, -1));
    case 'ArrowRight':
      if (event.shiftKey) chart.pan(panStep);
      return event.shiftKey || goTo(box < 0 ? first() : levels.besideOf(box, 1));
    case 'Enter':
      chart.zoomTo(box);
      return true;
    case 'Escape':
    case '0':
      store.setFlame({ from: 0, to: 1 });
      return true;
    case '+':
    case '=':
      chart.zoomAt(middle, zoomStep);
      return true;
    case '-':
      chart.zoomAt(middle, 1 / zoomStep);
      return true;
    default:
      return false;
  }
}
