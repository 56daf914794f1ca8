import { t } from '@vscode/l10n';
import { useSignal, type Signal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { GraphWindow } from '../../../src/shared/model/views/graphView';
import { Button } from '../../base/controls';
import { cumWords, flatWords } from '../costWords';
import { frameIn, frameName } from '../frameWords';
import type { ProfileStore } from '../profileStore';
import type { GraphTone } from './graphColors';
import { boardKey, drag, panKey, step, type Pixels } from './boardInput';
import type { GraphPicture } from './graphPicture';
import { panned, showing, viewBox, wholeGraph, zoomed, type GraphSight, type Size } from './graphSight';
import { GraphDrawing } from './graphSvg';

export interface GraphBoardProps {
  readonly store: ProfileStore;
  readonly window: GraphWindow;
  readonly picture: GraphPicture;
  readonly tone: GraphTone;
  readonly drawing: Signal<SVGSVGElement | null>;
  /** Row of a node; -1 for none. */
  readonly selected: number;
}

/** What the graph is drawn on: zoomed by the wheel, moved by the pointer, walked by the keyboard. */
export function GraphBoard(props: GraphBoardProps) {
  const { store, window, picture, selected } = props;
  const board = useRef<SVGSVGElement>(null);
  const { size, seen, look, isWhole } = useSight(props, board);
  const whole = () => look(null);
  const pan = (pixels: Pixels) => look(panned(seen(), pixels));
  const zoomBy = (factor: number) => look(zoomed(seen(), factor, { x: 0, y: 0 }));
  const select = (node: number) => {
    const box = picture.boxes[node];
    if (box === undefined) return;
    store.select(frameIn(window.frames, node));
    look(showing(seen(), box, size));
  };
  const keys = { zoomBy, select, whole, window, selected, store };
  return (
    <div class="graph-board">
      <div
        class="graph-surface"
        tabIndex={0}
        role="group"
        aria-label={t(
          'Call graph. Arrow keys go along calls and rows, Enter shows callers and callees, plus and minus zoom, Escape shows all.',
        )}
        onKeyDown={(event) => {
          if (panKey(event, pan) || boardKey(event, keys)) event.preventDefault();
        }}
      >
        <svg
          ref={board}
          aria-hidden="true"
          viewBox={viewBox(seen(), size)}
          onPointerDown={(event) => drag(event, pan)}
          onDblClick={whole}
        >
          <Drawing {...props} />
        </svg>
      </div>
      <p class="unseen" aria-live="polite">
        {selected >= 0 && selectedWords(window, selected)}
      </p>
      <div class="graph-zoom">
        <Button secondary label={t('Zoom in')} onPress={() => zoomBy(step.zoom)}>
          +
        </Button>
        <Button secondary label={t('Zoom out')} onPress={() => zoomBy(1 / step.zoom)}>
          −
        </Button>
        <Button secondary label={t('Show the whole graph')} disabled={isWhole} onPress={whole}>
          {t('Fit')}
        </Button>
      </div>
    </div>
  );
}

/** For people who hear the graph. */
function selectedWords(window: GraphWindow, node: number): string {
  return [frameName(frameIn(window.frames, node)), cumWords(window, node), flatWords(window, node)].join('. ');
}

/** Drawn anew only when it is another drawing, however often it is moved. */
function Drawing({ store, window, picture, tone, selected }: GraphBoardProps) {
  const theme = store.theme.value;
  return useMemo(() => {
    const colors = { focus: theme.color('focusBorder'), match: theme.color('charts-orange') };
    const onSelect = (node: number) => store.select(frameIn(window.frames, node));
    const marks = { found: window.found, selected, ...colors };
    return <GraphDrawing picture={picture} tone={tone} marks={marks} onSelect={onSelect} />;
  }, [picture, tone, window, selected, theme]);
}

/** Which part of the graph is seen; another graph is seen whole. */
function useSight({ picture, drawing }: GraphBoardProps, board: { readonly current: SVGSVGElement | null }) {
  const size = useSignal<Size>({ width: 800, height: 400 });
  /** Null sees the whole graph. */
  const sight = useSignal<GraphSight | null>(null);
  const latest = useRef(picture);
  latest.current = picture;
  const seen = () => sight.peek() ?? wholeGraph(latest.current, size.peek());
  const look = (next: GraphSight | null) => {
    sight.value = next;
  };
  useBoard(board, { size, drawing, wheel: (factor, at) => look(zoomed(seen(), factor, at)) });
  const shape = `${String(picture.width)} ${String(picture.height)} ${String(picture.boxes.length)}`;
  useEffect(() => look(null), [shape]);
  return { size: size.value, seen, look, isWhole: sight.value === null };
}

interface Wired {
  readonly size: Signal<Size>;
  readonly drawing: Signal<SVGSVGElement | null>;
  readonly wheel: (factor: number, at: Pixels) => void;
}

/** Follows the size of the board, and the wheel, which the page must not take for scrolling. */
function useBoard(board: { readonly current: SVGSVGElement | null }, wired: Wired): void {
  const { size, drawing } = wired;
  const latest = useRef(wired.wheel);
  latest.current = wired.wheel;
  useEffect(() => {
    const element = board.current;
    if (element === null) return undefined;
    drawing.value = element;
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width > 0 && height > 0) size.value = { width, height };
    });
    observer.observe(element);
    const turned = (event: WheelEvent) => {
      event.preventDefault();
      const { left, top, width, height } = element.getBoundingClientRect();
      const at = { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 };
      latest.current(Math.exp(-event.deltaY * 0.002), at);
    };
    element.addEventListener('wheel', turned, { passive: false });
    return () => {
      observer.disconnect();
      element.removeEventListener('wheel', turned);
      drawing.value = null;
    };
  }, []);
}
