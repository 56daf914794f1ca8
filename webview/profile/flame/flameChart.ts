import type { Disposable } from '../../../src/shared/base/disposable';
import type { FlameWindow } from '../../../src/shared/model/views/flameView';
import type { FrameKey } from '../../../src/shared/model/views/viewFrames';
import type { PanelTheme } from '../../base/theme';
import { boxHeight, drawFlame } from './drawFlame';
import { flameTone, packageColors, signColors } from './flameColors';
import { FlameLevels } from './flameLevels';

/** What the chart tells of the person. */
export interface FlameEvents {
  /** Another part is looked at. */
  readonly zoomed: (from: number, to: number) => void;
  /** The chart has become as wide as this, or is scrolled to other levels. */
  readonly seen: (part: SeenPart) => void;
  /** The box under the pointer, null when it leaves. */
  readonly hovered: (box: number | null, x: number, y: number) => void;
  readonly chosen: (box: number) => void;
}

/** How much of the graph there is room for. */
export interface SeenPart {
  /** Pixels; 0 while the chart is not to be seen. */
  readonly width: number;
  /** Both may be seen in part; levels count from 0. */
  readonly firstLevel: number;
  readonly lastLevel: number;
}

/** Where a box stands, to be found again among other boxes. */
interface BoxPlace {
  readonly depth: number;
  readonly x: number;
}

/** Nobody can point at less. */
const narrowest = 1e-9;

/** The canvas of the flame graph: what is drawn on it, and what the pointer does there. */
export class FlameChart implements Disposable {
  private readonly canvas: HTMLCanvasElement;
  private readonly scroller: HTMLElement;
  private readonly events: FlameEvents;
  private readonly observer: ResizeObserver;
  private readonly ended = new AbortController();
  private levels: FlameLevels | null = null;
  private fill: (box: number) => string = () => '';
  private theme: PanelTheme;
  private sight = { from: 0, to: 1 };
  private selected: FrameKey | null = null;
  private inShares = false;
  private current = -1;
  /** Row of the frame under the pointer. */
  private pointed = -1;
  /** That of the box that is pointed at, which may have been left out since: it is not among those of other levels. */
  private place: BoxPlace | null = null;
  private drag: { readonly x: number; readonly from: number; readonly to: number; moved: boolean } | null = null;
  private isDrawing = false;

  constructor(canvas: HTMLCanvasElement, scroller: HTMLElement, theme: PanelTheme, events: FlameEvents) {
    this.canvas = canvas;
    this.scroller = scroller;
    this.theme = theme;
    this.events = events;
    this.observer = new ResizeObserver(() => {
      events.seen(this.seen);
      this.redraw();
    });
    this.observer.observe(scroller);
    this.listen();
  }

  get seen(): SeenPart {
    const { clientWidth: width, clientHeight, scrollTop } = this.scroller;
    const firstLevel = Math.max(0, Math.floor(scrollTop / boxHeight));
    return { width, firstLevel, lastLevel: Math.floor((scrollTop + clientHeight) / boxHeight) };
  }

  get shown(): FlameLevels | null {
    return this.levels;
  }

  /** -1 where there is none, or it was scrolled out of sight: keys go on from what is seen. */
  get currentBox(): number {
    const { firstLevel, lastLevel } = this.seen;
    const depth = this.levels?.window.depth[this.current] ?? -1;
    return depth < firstLevel || depth > lastLevel ? -1 : this.current;
  }

  show(window: FlameWindow | null): void {
    this.levels = window === null ? null : new FlameLevels(window);
    this.pointed = -1;
    this.current = this.findPlace();
    this.recolor();
  }

  look(from: number, to: number): void {
    this.sight = { from, to };
    this.redraw();
  }

  setTheme(theme: PanelTheme): void {
    this.theme = theme;
    this.recolor();
  }

  select(frame: FrameKey | null): void {
    this.selected = frame;
    this.redraw();
  }

  /** Whether a difference says shares instead of amounts. */
  sayShares(inShares: boolean): void {
    this.inShares = inShares;
    this.redraw();
  }

  /** Scrolls so that there is room to see on both sides of a level; to the top where it is the first. */
  center(level: number): void {
    const { clientHeight } = this.scroller;
    this.scroller.scrollTop = Math.max(0, level * boxHeight - (clientHeight - boxHeight) / 2);
  }

  /** The box that the keyboard is at; scrolled into sight. */
  point(box: number): void {
    this.current = box;
    this.place = this.placeOf(box);
    if (this.levels !== null && box >= 0) {
      const top = (this.levels.window.depth[box] ?? 0) * boxHeight;
      const { scrollTop, clientHeight } = this.scroller;
      if (top < scrollTop) this.scroller.scrollTop = top;
      else if (top + boxHeight > scrollTop + clientHeight) this.scroller.scrollTop = top + boxHeight - clientHeight;
    }
    this.redraw();
  }

  /** Makes a share of what is seen the whole of it, around a place. @param factor below 1 to see less */
  zoomAt(x: number, factor: number): void {
    const { from, to } = this.sight;
    const span = Math.min(1, Math.max(narrowest, (to - from) * factor));
    const start = Math.min(1 - span, Math.max(0, x - ((x - from) / (to - from)) * span));
    this.events.zoomed(start, start + span);
  }

  /** Moves sideways by a share of what is seen. */
  pan(share: number): void {
    const { from, to } = this.sight;
    const span = to - from;
    const start = Math.min(1 - span, Math.max(0, from + share * span));
    this.events.zoomed(start, start + span);
  }

  /** A box becomes as wide as the chart. */
  zoomTo(box: number): void {
    if (this.levels === null || box < 0) return;
    const { start, width } = this.levels.window;
    const from = start[box] ?? 0;
    this.events.zoomed(Math.max(0, from), Math.min(1, from + Math.max(narrowest, width[box] ?? 1)));
  }

  dispose(): void {
    this.ended.abort();
    this.observer.disconnect();
  }

  redraw(): void {
    if (this.isDrawing) return;
    this.isDrawing = true;
    requestAnimationFrame(() => {
      this.isDrawing = false;
      if (!this.ended.signal.aborted) this.draw();
    });
  }

  private recolor(): void {
    if (this.levels !== null) {
      const { window } = this.levels;
      const byPackage = packageColors(window.frames, flameTone(this.theme));
      this.fill = window.signed
        ? signColors(window, flameTone(this.theme))
        : (box) => byPackage(window.frame[box] ?? 0);
    }
    this.redraw();
  }

  private draw(): void {
    const context = this.canvas.getContext('2d');
    const { clientWidth: width, clientHeight: height, scrollTop } = this.scroller;
    if (context === null || width === 0) return;
    const ratio = devicePixelRatio;
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (this.levels === null) {
      context.clearRect(0, 0, width, height);
      return;
    }
    const { color, font } = this.theme;
    drawFlame(context, {
      levels: this.levels,
      sight: { ...this.sight, width, height, scrollTop },
      tone: flameTone(this.theme),
      fill: this.fill,
      font,
      focus: color('focusBorder'),
      found: '#e8c547',
      border: color('contrastBorder'),
      selected: this.selected,
      inShares: this.inShares,
      pointed: this.pointed,
      current: this.current,
    });
  }

  /** The box at the place that was pointed at. Where others are there, none is pointed at any more. */
  private findPlace(): number {
    const { place, levels } = this;
    if (place === null || levels === null) return -1;
    const box = levels.boxAt(place.depth, place.x);
    const { firstLevel, lastLevel } = levels.window;
    if (box < 0 && place.depth >= firstLevel && place.depth <= lastLevel) this.place = null;
    return box;
  }

  private placeOf(box: number): BoxPlace | null {
    if (this.levels === null || box < 0) return null;
    const { start, width, depth } = this.levels.window;
    return { depth: depth[box] ?? 0, x: (start[box] ?? 0) + (width[box] ?? 0) / 2 };
  }

  private xOf(event: MouseEvent): number {
    const { left, width } = this.canvas.getBoundingClientRect();
    return this.sight.from + ((event.clientX - left) / width) * (this.sight.to - this.sight.from);
  }

  private boxUnder(event: MouseEvent): number {
    const { top } = this.canvas.getBoundingClientRect();
    const depth = Math.floor((event.clientY - top + this.scroller.scrollTop) / boxHeight);
    return this.levels === null || depth >= this.levels.depths ? -1 : this.levels.boxAt(depth, this.xOf(event));
  }

  private listen(): void {
    const { canvas, scroller } = this;
    const { signal } = this.ended;
    scroller.addEventListener('scroll', () => this.scrolled(), { signal });
    canvas.addEventListener('wheel', (event) => this.wheel(event), { signal, passive: false });
    canvas.addEventListener('pointerdown', (event) => this.press(event), { signal });
    canvas.addEventListener('pointermove', (event) => this.move(event), { signal });
    canvas.addEventListener('pointerup', (event) => this.release(event), { signal });
    canvas.addEventListener('pointerleave', (event) => this.hover(-1, event), { signal });
    canvas.addEventListener('dblclick', (event) => this.zoomTo(this.boxUnder(event)), { signal });
  }

  private scrolled(): void {
    this.events.seen(this.seen);
    this.redraw();
  }

  /** With Ctrl or Cmd, or where the wheel turns sideways: to zoom and pan. Else the page scrolls. */
  private wheel(event: WheelEvent): void {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.zoomAt(this.xOf(event), Math.exp(event.deltaY / 300));
    } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      this.pan((event.deltaX === 0 ? event.deltaY : event.deltaX) / this.scroller.clientWidth);
    }
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.drag = { x: event.clientX, ...this.sight, moved: false };
    this.canvas.setPointerCapture(event.pointerId);
  }

  private move(event: PointerEvent): void {
    const { drag } = this;
    if (drag === null) {
      this.hover(this.boxUnder(event), event);
      return;
    }
    const moved = event.clientX - drag.x;
    if (!drag.moved && Math.abs(moved) < 4) return;
    drag.moved = true;
    const span = drag.to - drag.from;
    const start = Math.min(1 - span, Math.max(0, drag.from - (moved / this.scroller.clientWidth) * span));
    this.events.zoomed(start, start + span);
  }

  private hover(box: number, { clientX, clientY }: PointerEvent): void {
    const pointed = box < 0 ? -1 : (this.levels?.window.frame[box] ?? -1);
    if (pointed !== this.pointed) {
      this.pointed = pointed;
      this.redraw();
    }
    this.events.hovered(box < 0 ? null : box, clientX, clientY);
  }

  private release(event: PointerEvent): void {
    const { drag } = this;
    this.drag = null;
    if (drag === null || drag.moved) return;
    const box = this.boxUnder(event);
    if (box < 0) return;
    this.point(box);
    this.events.chosen(box);
  }
}
