import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import {
  defaultPanelChoice,
  panelWindowMillis,
  parseFromPanel,
  type PanelChoice,
  type PanelTarget,
  type ToPanel,
} from '../../shared/wires/panelMessages';
import type { Log } from '../../shared/ports/log';
import { toSeriesTable, type SeriesTable } from '../../shared/model/series/series';
import type { TrendsState } from './serviceState';
import type { SeriesGrowth, TrendsEngine } from './trendsEngine';

/** What a person can ask for from the panel. */
export interface TrendsActions {
  capture(targetId: string): void;
  tryNow(targetId: string): void;
  editAddress(targetId: string): void;
  /** @param base an earlier moment to compare it with; null for none */
  openMoment(targetId: string, atMillis: number, base: number | null): void;
  /** Lines say what they said then. */
  travel(targetId: string, atMillis: number): void;
  backToNow(): void;
}

/** Where the choice outlives the panel. */
export interface ChoiceMemory {
  load(): PanelChoice | null;
  save(choice: PanelChoice): void;
}

export interface TrendsFeedParts {
  readonly engine: TrendsEngine;
  readonly choices: ChoiceMemory;
  readonly actions: TrendsActions;
  readonly log: Pick<Log, 'warn'>;
  /** One target in words. */
  readonly describe: (state: TrendsState) => PanelTarget;
  readonly post: (message: ToPanel) => void;
  /** Whether the workspace is; a feed that hears that it is now sends the full state. */
  readonly isTrusted: () => boolean;
  /** ms since 1970. */
  readonly now: () => number;
  /** Points sent at once; without it, as many as a panel can show. */
  readonly maxPoints?: number;
  /** Told which process is shown, null for none and for a service, whenever the full state has been sent. */
  readonly shown?: (targetId: string | null) => void;
}

/** More points than a panel can show are not sent. */
const panelPoints = 4000;

/**
 * The conversation with one page of the trends panel: the full state when it is ready or another view is chosen, then only
 * what changes. Knows nothing of the editor, so that it can be tested without one.
 */
export class TrendsFeed implements Disposable {
  private readonly parts: TrendsFeedParts;
  private readonly owned = new DisposableStore();
  private choice: PanelChoice;
  /** The page listens: it has said that it is ready. */
  private isReady = false;
  /** The target whose points the page has; null before the first state and without targets. */
  private shownId: string | null = null;
  /** Counts full states, so that a slow answer to an earlier choice is dropped. */
  private loads = 0;
  /** Points that came while a full state was on its way; they follow it. */
  private held: SeriesGrowth[] | null = null;

  constructor(parts: TrendsFeedParts) {
    this.parts = parts;
    this.choice = parts.choices.load() ?? defaultPanelChoice;
    this.owned.add(parts.engine.onTargets((targets) => this.targetsChanged(targets)));
    this.owned.add(parts.engine.onSeries((growth) => this.seriesGrew(growth)));
  }

  /** Takes what the page posts. Anything that is not a message of the contract is logged and dropped. */
  receive(data: unknown): void {
    const message = parseFromPanel(data);
    switch (message?.type) {
      case undefined:
        this.parts.log.warn('The trends panel posted something that is not a message; it was dropped.');
        break;
      case 'ready':
        this.isReady = true;
        this.sendState();
        break;
      case 'choose':
        this.choose(message.choice);
        break;
      case 'capture':
      case 'tryNow':
      case 'editAddress':
        this.parts.actions[message.type](message.targetId);
        break;
      case 'travel':
        this.parts.actions.travel(message.targetId, message.atMillis);
        break;
      case 'backToNow':
        this.parts.actions.backToNow();
        break;
      case 'openMoment':
        this.parts.actions.openMoment(message.targetId, message.atMillis, message.base);
        break;
    }
  }

  /** The page was hidden, and VS Code threw it away: nothing is sent until the next one says that it is ready. */
  sleep(): void {
    this.isReady = false;
    this.loads += 1;
  }

  /** The person has trusted the workspace. */
  trusted(): void {
    this.sendState();
  }

  /** What is kept of a target is gone. */
  historyDeleted(): void {
    this.sendState();
  }

  /** Shows this target, as if it were chosen in the panel. */
  showTarget(targetId: string): void {
    this.choose({ ...this.choice, targetId });
  }

  dispose(): void {
    this.sleep();
    this.owned.dispose();
  }

  private choose(choice: PanelChoice): void {
    const sameView = choice.targetId === this.shownId && choice.window === this.choice.window;
    this.choice = choice;
    this.parts.choices.save(choice);
    // Which lines are hidden is the page's own business: its points stay the same.
    if (!sameView) this.sendState();
  }

  private targetsChanged(states: readonly TrendsState[]): void {
    if (!this.isReady) return;
    const isOther = this.effectiveTarget(states)?.target.id !== (this.shownId ?? undefined);
    if (isOther) this.sendState();
    else this.parts.post({ type: 'targets', targets: states.map(this.parts.describe) });
  }

  private seriesGrew(growth: SeriesGrowth): void {
    if (!this.isReady || growth.targetId !== this.shownId) return;
    if (this.held === null) this.parts.post({ type: 'grew', ...growth });
    else this.held.push(growth);
  }

  /** The chosen target, or the first while the chosen one is not connected. */
  private effectiveTarget(states: readonly TrendsState[]): TrendsState | undefined {
    return states.find(({ target }) => target.id === this.choice.targetId) ?? states[0];
  }

  private sendState(): void {
    if (!this.isReady) return;
    this.loads += 1;
    const load = this.loads;
    const state = this.effectiveTarget(this.parts.engine.targets());
    this.shownId = state?.target.id ?? null;
    this.held = [];
    void this.loadSeries(state)
      .catch((thrown: unknown) => this.withoutSeries(String(thrown)))
      .then((series) => {
        if (load === this.loads) this.postState(series);
      });
  }

  private postState(series: SeriesTable): void {
    const { engine, describe, post, isTrusted } = this.parts;
    const choice = { ...this.choice, targetId: this.shownId };
    post({ type: 'state', trusted: isTrusted(), targets: engine.targets().map(describe), choice, series });
    for (const growth of this.held ?? []) post({ type: 'grew', ...growth });
    this.held = null;
    const isService = engine
      .targets()
      .some(({ target, service }) => target.id === this.shownId && service !== undefined);
    this.parts.shown?.(isService ? null : this.shownId);
  }

  private async loadSeries(state: TrendsState | undefined): Promise<SeriesTable> {
    if (state === undefined) return toSeriesTable([]);
    const length = panelWindowMillis[this.choice.window];
    // The window ends at the last good point: while a service is away, its last minutes stay in view.
    const end = state.latest?.atMillis ?? this.parts.now();
    const sinceMillis = length === null ? null : end - length;
    const { engine, maxPoints = panelPoints } = this.parts;
    const outcome = await engine.series({ targetId: state.target.id, sinceMillis, maxPoints });
    return outcome.ok ? outcome.value : this.withoutSeries(outcome.problem.message);
  }

  private withoutSeries(reason: string): SeriesTable {
    this.parts.log.warn(`The trends panel starts without earlier points: ${reason}`);
    return toSeriesTable([]);
  }
}
