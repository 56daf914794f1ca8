import { batch, computed, signal } from '@preact/signals';
import type { FromPanel, PanelMark, PanelPast } from '../../../src/shared/wires/panelMessages';
import type { LineView } from '../../../src/shared/wires/pastView';
import type { SeriesTable } from '../../../src/shared/model/series/series';
import { closestRow } from '../model';
import { lineId, lineSeriesView, mostLines } from './lineColumns';
import { around, panned, zoomed, type TimeSpan } from './timeSpan';

/** What is seen of the past beside the series, drawn into the charts. */
export interface PastFrame {
  /** Of the moments that can be opened, ms since 1970. */
  readonly moments: readonly number[];
  readonly marks: readonly PanelMark[];
  /** The moment that a person is looking at; null for none. */
  readonly selected: number | null;
}

/** What a person chose in the chart of the editor, to be seen again after a reload. */
export interface ExploreState {
  readonly span: TimeSpan | null;
  readonly ends: readonly [number, number] | null;
  readonly selected: number | null;
  /** Ids of lines. */
  readonly lines: readonly string[];
}

/** What the chart in the editor can do and the panel does not: zoom, choose moments and lines, open and compare. */
export class Explorer {
  readonly past = signal<PanelPast | null>(null);
  /** What is in sight; null for all that there is, as it grows. */
  readonly span = signal<TimeSpan | null>(null);
  /** The two handles, the earlier one first, on moments that are kept; null until a person sets them. */
  private readonly chosenEnds = signal<readonly [number, number] | null>(null);
  private readonly chosen = signal<number | null>(null);
  readonly lineIds = signal<readonly string[]>([]);

  readonly moments = computed(() => (this.past.value?.moments ?? []).map(({ atMillis }) => atMillis));
  /** The moment that is looked at, of those that are still kept. */
  readonly selected = computed(() => this.nearest(this.chosen.value));
  /** First and last moment, until a person moves them. */
  readonly ends = computed<readonly [number, number] | null>(() => {
    const moments = this.moments.value;
    const [first, last] = [moments[0], moments.at(-1)];
    if (first === undefined || last === undefined || first === last) return null;
    const chosen = this.chosenEnds.value;
    if (chosen === null) return [first, last];
    const [from, to] = [this.nearest(chosen[0]) ?? first, this.nearest(chosen[1]) ?? last];
    return from < to ? [from, to] : [first, last];
  });
  readonly lines = computed<readonly LineView[]>(() => {
    const all = this.past.value?.lines ?? [];
    return this.lineIds.value.flatMap((id) => all.find((line) => lineId(line) === id) ?? []);
  });
  readonly lineViews = computed(() => this.lines.value.map(lineSeriesView));
  readonly frame = computed<PastFrame>(() => ({
    moments: this.moments.value,
    marks: this.past.value?.marks ?? [],
    selected: this.selected.value,
  }));

  private readonly post: (message: FromPanel) => void;
  private readonly series: () => SeriesTable;

  /** @param series all that is kept of the target that is shown */
  constructor(post: (message: FromPanel) => void, series: () => SeriesTable) {
    this.post = post;
    this.series = series;
  }

  receive(past: PanelPast): void {
    if (this.past.value !== null && this.past.value.targetId !== past.targetId) this.forget();
    this.past.value = past;
  }

  /** Another target is shown. */
  forget(): void {
    batch(() => {
      this.past.value = null;
      this.restore({ span: null, ends: null, selected: null, lines: [] });
    });
  }

  restore({ span, ends, selected, lines }: ExploreState): void {
    batch(() => {
      this.span.value = span;
      this.chosenEnds.value = ends;
      this.chosen.value = selected;
      this.lineIds.value = lines;
    });
  }

  state(): ExploreState {
    const [span, ends, selected, lines] = [this.span, this.chosenEnds, this.chosen, this.lineIds];
    return { span: span.value, ends: ends.value, selected: selected.value, lines: lines.value };
  }

  /** All that there is. */
  all(): TimeSpan {
    const { atMillis } = this.series();
    const [first, last] = [atMillis[0] ?? 0, atMillis.at(-1) ?? 0];
    return { fromMillis: first, toMillis: Math.max(last, first + 60_000) };
  }

  /** @param factor below 1 comes closer; @param atMillis what stays where it is; null for what is looked at, or the middle */
  zoom(factor: number, atMillis: number | null = null): void {
    const span = this.span.value ?? this.all();
    const middle = (span.fromMillis + span.toMillis) / 2;
    const at = atMillis ?? this.selected.value ?? middle;
    const isSeen = at >= span.fromMillis && at <= span.toMillis;
    this.span.value = zoomed(span, factor, isSeen ? at : middle, this.all());
  }

  pan(share: number): void {
    if (this.span.value !== null) this.span.value = panned(this.span.value, share, this.all());
  }

  showAll(): void {
    this.span.value = null;
  }

  /** Looks at the moment that is kept nearest to a time, and brings it into sight. */
  select(millis: number | null): void {
    this.chosen.value = millis;
    const { selected, span } = this;
    if (selected.value !== null && span.value !== null) span.value = around(span.value, selected.value, this.all());
  }

  /** Moves a handle to the moment nearest to a time; it stays on its side of the other one. */
  setEnd(which: 0 | 1, millis: number): void {
    const moments = this.moments.value;
    const ends = this.ends.value;
    if (ends === null) return;
    const others = moments.filter((at) => (which === 0 ? at < ends[1] : at > ends[0]));
    const row = closestRow(others, millis);
    const at = row === null ? undefined : others[row];
    if (at !== undefined) this.chosenEnds.value = which === 0 ? [at, ends[1]] : [ends[0], at];
  }

  /** By moments that are kept. */
  stepEnd(which: 0 | 1, steps: number): void {
    const at = this.ends.value?.[which];
    const moments = this.moments.value;
    if (at === undefined) return;
    const to = Math.min(moments.length - 1, Math.max(0, moments.indexOf(at) + steps));
    this.setEnd(which, moments[to] ?? at);
  }

  toggleLine(id: string): void {
    const others = this.lineIds.value.filter((other) => other !== id);
    const isNew = others.length === this.lineIds.value.length;
    this.lineIds.value = isNew ? [...others, id].slice(-mostLines) : others;
  }

  open(): void {
    if (this.selected.value !== null) this.openMoment(this.selected.value, null);
  }

  /** The moment that the lines in the editor show; null while they show what is now. */
  readonly travelled = computed(() => this.past.value?.travelled ?? null);

  /** Has the lines in the editor say what they said at the moment that is looked at. */
  travel(): void {
    const targetId = this.past.value?.targetId;
    const atMillis = this.selected.value;
    if (targetId !== undefined && atMillis !== null) this.post({ type: 'travel', targetId, atMillis });
  }

  /** @returns false where they show what is now already */
  backToNow(): boolean {
    if (this.travelled.value === null) return false;
    this.post({ type: 'backToNow' });
    return true;
  }

  compare(): void {
    const ends = this.ends.value;
    if (ends !== null) this.openMoment(ends[1], ends[0]);
  }

  private openMoment(atMillis: number, base: number | null): void {
    const targetId = this.past.value?.targetId;
    if (targetId !== undefined) this.post({ type: 'openMoment', targetId, atMillis, base });
  }

  private nearest(millis: number | null): number | null {
    if (millis === null) return null;
    const row = closestRow(this.moments.value, millis);
    return row === null ? null : (this.moments.value[row] ?? null);
  }
}
