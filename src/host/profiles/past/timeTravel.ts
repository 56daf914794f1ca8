import {
  CodeLens,
  EventEmitter,
  l10n,
  languages,
  Range,
  StatusBarAlignment,
  ThemeColor,
  window,
  type CodeLensProvider,
  type StatusBarItem,
} from 'vscode';
import { DisposableStore, type Disposable } from '../../../shared/base/disposable';
import { labelText } from '../../../shared/base/said/plainText';
import { requests, type Outcome } from '../../../shared/wires/lspMessages';
import type { TravelView } from '../../../shared/wires/pastView';
import type { CommandHandlers } from '../../base/commandRegistry';
import { setContext } from '../../base/contextKeys';
import { commands, contextKeys } from '../../base/contributionNames';
import { showProblem } from '../../base/problemMessage';
import type { EngineClient } from '../../engine/engineClient';
import { describeTime } from '../../targets/targetWords';

export interface TimeTravelParts {
  readonly engine: EngineClient;
  /** The target and the moment that arguments name, or that a person picks. */
  readonly pick: (argument: unknown, at: unknown) => Promise<{ readonly id: string; readonly atMillis: number } | null>;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}

/** While lines say what they said at a moment of the past, every editor and the status bar say so, and one key leads back. */
export class TimeTravel implements Disposable, CodeLensProvider {
  readonly commands: Pick<CommandHandlers, typeof commands.timeTravel | typeof commands.backToNow>;
  private readonly parts: TimeTravelParts;
  private readonly owned = new DisposableStore();
  private readonly lensesChanged = new EventEmitter<void>();
  private readonly item: StatusBarItem;
  private travel: TravelView | null = null;

  readonly onDidChangeCodeLenses = this.lensesChanged.event;

  constructor(parts: TimeTravelParts) {
    this.parts = parts;
    const { engine } = parts;
    this.item = window.createStatusBarItem('leaklens.timeTravel', StatusBarAlignment.Left, 1000);
    this.item.name = l10n.t('LeakLens: Time Travel');
    this.item.backgroundColor = new ThemeColor('statusBarItem.warningBackground');
    this.item.color = new ThemeColor('statusBarItem.warningForeground');
    this.item.command = { command: commands.backToNow, title: l10n.t('Back to Now') };
    this.owned.add(this.item);
    this.owned.add(this.lensesChanged);
    // An engine that was lost knows nothing of where somebody was.
    this.owned.add(engine.onLost(() => this.show(null)));
    this.owned.add(languages.registerCodeLensProvider([{ scheme: 'file', language: 'go' }], this));
    this.commands = {
      /** Takes a target's id or tree node and the time of a moment, ms since 1970, or asks. Outcome; null without a choice. */
      [commands.timeTravel]: (argument, at) => this.go(argument, at),
      [commands.backToNow]: async () => {
        if (this.travel !== null) await engine.request(requests.backToNow, null);
      },
    };
  }

  provideCodeLenses(): CodeLens[] {
    const { travel } = this;
    if (travel === null) return [];
    const title = l10n.t('$(history) {0}. Back to now: Escape', labelText(describe(travel)));
    return [new CodeLens(new Range(0, 0, 0, 0), { title, command: commands.backToNow })];
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** Says where the lines are now. @param travel null for now */
  show(travel: TravelView | null): void {
    this.travel = travel;
    setContext(contextKeys.inPast, travel !== null, this.parts.report);
    this.lensesChanged.fire();
    if (travel === null) {
      this.item.hide();
      return;
    }
    const words = describe(travel);
    this.item.text = `$(history) ${labelText(words)}`;
    this.item.tooltip = l10n.t(
      'Hints on the lines are of then: costs added up anew from the kept profile, without growth; verdicts as they were told. Problems, the findings and the trends are of now. Press to come back.',
    );
    this.item.accessibilityInformation = { label: words, role: 'button' };
    this.item.show();
  }

  private async go(argument: unknown, at: unknown): Promise<Outcome<TravelView> | null> {
    const picked = await this.parts.pick(argument, at);
    if (picked === null) return null;
    const params = { targetId: picked.id, atMillis: picked.atMillis };
    const outcome = await this.parts.engine.ask(requests.travel, params);
    if (!outcome.ok) await showProblem(outcome.problem, []);
    return outcome;
  }
}

function describe({ targetName, atMillis }: TravelView): string {
  return l10n.t('{0} as it was at {1}', targetName, describeTime(atMillis));
}
