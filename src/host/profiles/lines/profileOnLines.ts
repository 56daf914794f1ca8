import { l10n, StatusBarAlignment, window, type StatusBarItem } from 'vscode';
import { DisposableStore, type Disposable } from '../../../shared/base/disposable';
import { labelText } from '../../../shared/base/said/plainText';
import type { LinesShown } from '../../../shared/model/views/profileLines';
import { requests } from '../../../shared/wires/lspMessages';
import { commands, contextKeys } from '../../base/contributionNames';
import { changedContexts } from '../../base/contextKeys';
import type { EngineClient } from '../../engine/engineClient';
import type { LinePlace, LinesWanted, LineView } from './viewOnLines';

type LineEngine = Pick<EngineClient, 'ask' | 'request' | 'isStarted' | 'onLost'>;

/** The one profile of a window that is shown on source lines: says in the status bar which one it is. */
export class ProfileOnLines implements LinePlace, Disposable {
  private readonly engine: LineEngine;
  private readonly report: (thrown: unknown) => void;
  private readonly store = new DisposableStore();
  private readonly setContext: ReturnType<typeof changedContexts>;
  private item: StatusBarItem | null = null;
  private view: LineView | null = null;
  /** Counts up with whatever is asked: only the newest answer is told. */
  private asked = 0;

  constructor(engine: LineEngine, report: (thrown: unknown) => void) {
    this.engine = engine;
    this.report = report;
    this.setContext = changedContexts(report);
    this.store.add(engine.onLost(() => this.end()));
  }

  /** Whose profile is shown. */
  get shown(): LineView | null {
    return this.view;
  }

  show(view: LineView, wanted: LinesWanted): void {
    if (this.view !== view) this.view?.told(null, '');
    this.view = view;
    this.asked += 1;
    const { asked } = this;
    void this.ask(view, wanted, () => asked === this.asked).catch(this.report);
  }

  hide(view: LineView): void {
    if (this.view !== view) return;
    this.end();
    // An engine that was lost shows nothing.
    if (this.engine.isStarted) this.engine.request(requests.hideFromLines, null).then(undefined, this.report);
  }

  dispose(): void {
    this.store.dispose();
    this.item?.dispose();
  }

  private async ask(view: LineView, wanted: LinesWanted, isNewest: () => boolean): Promise<void> {
    const outcome = await this.engine.ask(requests.showOnLines, wanted);
    if (!isNewest()) return;
    if (outcome.ok) {
      this.say(wanted, outcome.value);
      view.told(outcome.value, '');
    } else {
      this.view = null;
      this.say(null, null);
      view.told(null, outcome.problem.message);
    }
  }

  private end(): void {
    const { view } = this;
    this.view = null;
    this.asked += 1;
    this.say(null, null);
    view?.told(null, '');
  }

  private say(wanted: LinesWanted | null, shown: LinesShown | null): void {
    this.setContext(contextKeys.profileOnLines, wanted !== null);
    if (wanted === null || shown === null) {
      this.item?.hide();
      return;
    }
    const name = labelText(wanted.name);
    this.item ??= this.createItem();
    this.item.text = `$(flame) ${l10n.t('{0} on lines', name)}`;
    const lines = l10n.t('{0} lines of this workspace show what they cost in {1}.', shown.lines, name);
    const said = `${lines} ${l10n.t('Select to take them off.')}`;
    this.item.tooltip = said;
    this.item.accessibilityInformation = { label: `LeakLens: ${said}` };
    this.item.show();
  }

  private createItem(): StatusBarItem {
    const item = window.createStatusBarItem('leaklens.profileOnLines', StatusBarAlignment.Left);
    item.name = l10n.t('LeakLens: Profile on Source Lines');
    item.command = { command: commands.toggleProfileLines, title: l10n.t('Hide'), arguments: [false] };
    return item;
  }
}
