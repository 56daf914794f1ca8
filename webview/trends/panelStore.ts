import { batch, computed, signal } from '@preact/signals';
import {
  defaultPanelChoice,
  type FromPanel,
  type PanelChoice,
  type PanelService,
  type PanelTarget,
  type ToPanel,
} from '../../src/shared/wires/panelMessages';
import type { SeriesId, SeriesTable } from '../../src/shared/model/series/series';
import type { OutlookView, SeriesLimit } from '../../src/shared/model/series/outlook';
import type { SeriesView } from '../../src/shared/model/series/seriesSpec';
import { toChartData, type ChartData } from './charts/chartData';
import { marksOf } from './charts/drawnSeries';
import { Explorer } from './explore/explorer';
import { withLines } from './explore/lineColumns';
import { appendPoints, closestRow, emptySeries, maxDrawnRows, mergePoints, thinTable } from './model';
import { latestOfEach, latestValues, valuesAt, type Readout } from './readout';
import type { RestorableState } from './restorableState';
import { exceptionsOf } from './service/exceptions';
import { readTheme } from '../base/theme';

/** Everything the panel shows, as signals. Changes come from the host (`receive`) and from the person (the verbs below). */
export class PanelStore {
  /** False until the host, or the state of an earlier showing, has told what there is. */
  readonly loaded = signal(false);
  /** False where nothing connects until the person trusts the workspace. */
  readonly trusted = signal(true);
  readonly targets = signal<readonly PanelTarget[]>([]);
  readonly choice = signal<PanelChoice>(defaultPanelChoice);
  readonly series = signal<SeriesTable>(emptySeries);
  readonly theme = signal(readTheme());
  /** The moment under the cursor, ms since 1970. */
  readonly cursor = signal<number | null>(null);

  readonly target = computed<PanelTarget | null>(
    () => this.targets.value.find(({ id }) => id === this.choice.value.targetId) ?? null,
  );
  /** The processes that it stands for; null for one process. */
  readonly service = computed<PanelService | null>(() => this.target.value?.service ?? null);
  /** What is followed of the target, what matters most first. */
  readonly views = computed<readonly SeriesView[]>(() => [
    ...(this.target.value?.series ?? []),
    ...(this.explorer?.lineViews.value ?? []),
  ]);
  /** What is not drawn: as a person chose, else all but what stands for the target. */
  readonly hidden = computed<readonly SeriesId[]>(
    () => this.choice.value.hidden ?? this.views.value.flatMap(({ id, rank }) => (rank === 'detail' ? [id] : [])),
  );
  readonly shown = computed(() => this.views.value.filter(({ id }) => !this.hidden.value.includes(id)));
  private readonly marks = computed(() => marksOf(this.views.value)?.id ?? null);
  private readonly window = computed(() => this.choice.value.window);
  readonly limits = computed<readonly SeriesLimit[]>(() => this.target.value?.limits ?? []);
  /** Of the lines that are drawn; a service that does not answer goes on by nobody knows what. */
  readonly ahead = computed<readonly OutlookView[]>(() => {
    const target = this.target.value;
    const isPast = (this.explorer?.span.value ?? null) !== null;
    return target?.phase === 'connected' && !isPast ? target.outlooks : [];
  });
  /** The names of the processes that stand out, by their lines. */
  readonly named = computed<Readonly<Record<SeriesId, string>>>(() =>
    Object.fromEntries(
      exceptionsOf(this.service.value).flatMap(({ name, lines }) => Object.values(lines).map((line) => [line, name])),
    ),
  );
  private readonly looksAhead = computed(() => this.ahead.value.length > 0);
  readonly chart = computed<ChartData>(() =>
    toChartData(
      withLines(this.series.value, this.explorer?.lines.value ?? []),
      this.explorer?.span.value ?? this.window.value,
      this.marks.value,
      this.looksAhead.value,
    ),
  );
  /** The values at the cursor, else the newest ones; null while there are none. */
  readonly readout = computed<Readout | null>(() => {
    const { table } = this.chart.value;
    const row = this.cursor.value === null ? null : closestRow(table.atMillis, this.cursor.value);
    if (this.service.value !== null) return latestOfEach(table, row ?? table.atMillis.length - 1);
    return row === null ? latestValues(table) : valuesAt(table, row);
  });

  /** The choice the host has not answered yet: until then its older answers must not undo what a person just did. */
  private asked: PanelChoice | null = null;

  private readonly post: (message: FromPanel) => void;

  /** What the chart in the editor can do besides; null in the panel. */
  readonly explorer: Explorer | null;

  constructor(post: (message: FromPanel) => void, place: 'panel' | 'editor' = 'panel') {
    this.post = post;
    this.explorer = place === 'editor' ? new Explorer(post, () => this.series.value) : null;
  }

  receive(message: ToPanel): void {
    batch(() => {
      if (message.type === 'grew') {
        this.grow(message);
        return;
      }
      if (message.type === 'past') {
        this.explorer?.receive(message.past);
        return;
      }
      this.targets.value = message.targets;
      if (message.type === 'targets' || this.isOutdated(message.choice)) return;
      this.asked = null;
      this.trusted.value = message.trusted;
      this.choice.value = message.choice;
      this.series.value = thinTable(message.series, this.mostRows);
      this.loaded.value = true;
    });
  }

  restore(state: RestorableState): void {
    batch(() => {
      this.targets.value = state.targets;
      this.choice.value = state.choice;
      this.series.value = state.series;
      if (state.explore !== undefined) this.explorer?.restore(state.explore);
      this.loaded.value = true;
    });
  }

  chooseTarget(targetId: string): void {
    if (targetId === this.choice.value.targetId) return;
    batch(() => {
      this.series.value = emptySeries;
      this.cursor.value = null;
      this.explorer?.forget();
      this.choose({ ...this.choice.value, targetId });
    });
  }

  chooseWindow(window: PanelChoice['window']): void {
    this.explorer?.showAll();
    if (window !== this.choice.value.window) this.choose({ ...this.choice.value, window });
  }

  /** Hides what is shown of these lines, or shows them where all are hidden. */
  toggle(...ids: readonly SeriesId[]): void {
    const others = this.hidden.value.filter((other) => !ids.includes(other));
    const isHidden = ids.every((id) => this.hidden.value.includes(id));
    this.choose({ ...this.choice.value, hidden: isHidden ? others : [...others, ...ids] });
  }

  /** Moves the cursor by rows; from nowhere it starts at the newest row. */
  moveCursor(rows: number): void {
    const { atMillis } = this.chart.value.table;
    const last = atMillis.length - 1;
    const from = this.cursor.value === null ? last : (closestRow(atMillis, this.cursor.value) ?? last);
    const to = this.cursor.value === null ? last : Math.min(last, Math.max(0, from + rows));
    this.cursor.value = atMillis[to] ?? null;
  }

  capture(): void {
    this.postAbout('capture');
  }

  tryNow(): void {
    this.postAbout('tryNow');
  }

  editAddress(): void {
    this.postAbout('editAddress');
  }

  readThemeAgain(): void {
    this.theme.value = readTheme();
  }

  /** Who zooms needs more of them than are drawn at once. */
  private get mostRows(): number {
    return this.explorer === null ? maxDrawnRows * 2 : maxDrawnRows * 5;
  }

  private postAbout(type: 'capture' | 'tryNow' | 'editAddress'): void {
    const { target } = this;
    if (target.value !== null) this.post({ type, targetId: target.value.id });
  }

  private choose(choice: PanelChoice): void {
    this.choice.value = choice;
    this.asked = choice;
    this.post({ type: 'choose', choice });
  }

  private isOutdated(answered: PanelChoice): boolean {
    const { asked } = this;
    if (asked === null || !this.targets.value.some(({ id }) => id === asked.targetId)) return false;
    return (
      asked.targetId !== answered.targetId ||
      asked.window !== answered.window ||
      asked.hidden?.join() !== answered.hidden?.join()
    );
  }

  private grow({ targetId, points }: Extract<ToPanel, { type: 'grew' }>): void {
    if (targetId !== this.choice.value.targetId) return;
    const grown =
      this.service.value === null ? appendPoints(this.series.value, points) : mergePoints(this.series.value, points);
    this.series.value = grown.atMillis.length > this.mostRows ? thinTable(grown, this.mostRows / 2) : grown;
  }
}
