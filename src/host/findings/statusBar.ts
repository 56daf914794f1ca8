import { l10n, MarkdownString, StatusBarAlignment, window, type StatusBarItem } from 'vscode';
import type { Disposable } from '../../shared/base/disposable';
import type { TargetState } from '../../shared/wires/lspMessages';
import { markdownText } from '../../shared/base/said/markdownText';
import { labelText } from '../../shared/base/said/plainText';
import { commands, views } from '../base/contributionNames';
import { leakCountText } from './findingItems';
import type { FindingList } from './findingList';
import type { TargetConnections } from '../targets/targetConnections';
import { worstTarget } from '../targets/targetGrowth';
import { describeMainNumber, describeNumbers, describePhase } from '../targets/targetWords';

/** One item: the target to look at first, with the number that matters, and how many leaks there are. Shown only while there are targets. */
export class StatusBar implements Disposable {
  private readonly item: StatusBarItem;
  private readonly subscriptions: readonly Disposable[];

  constructor(connections: TargetConnections, findings: Pick<FindingList, 'leakCount' | 'onDidChange'>) {
    this.item = window.createStatusBarItem('leaklens.target', StatusBarAlignment.Left);
    this.item.name = 'LeakLens';
    const show = () => {
      this.show(connections.states, findings.leakCount);
    };
    this.subscriptions = [connections.onDidChange(show), findings.onDidChange(show)];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.item.dispose();
  }

  private show(states: readonly TargetState[], leaks: number): void {
    const worst = worstTarget(states);
    if (worst === null) {
      this.item.hide();
      return;
    }
    const text = [statusText(worst, states.length), leakCountText(leaks)].filter((part) => part !== '').join(' · ');
    this.item.text = `$(${icons[worst.phase]}) ${text}`;
    this.item.tooltip = statusTooltip(states, leaks);
    this.item.command =
      leaks > 0
        ? { command: `${views.findings}.focus`, title: l10n.t('Show Findings') }
        : { command: commands.focusTrends, title: l10n.t('Show Trends'), arguments: [worst.target.id] };
    this.item.accessibilityInformation = { label: `LeakLens: ${text}` };
    this.item.show();
  }
}

const icons = { connecting: 'loading~spin', connected: 'pulse', reconnecting: 'debug-disconnect' } as const;

/** The status bar is for everybody. */
const longestName = 60;

/** `gateway 84.1 MB ↑9.10 MB/min +2`: the name and number of one target, and how many others there are. */
function statusText(state: TargetState, count: number): string {
  const number = describeMainNumber(state);
  // A number of a service that does not answer says what is no longer so.
  const shown = number === '' || state.phase !== 'connected' ? describePhase(state) : number;
  const others = count > 1 ? ` +${String(count - 1)}` : '';
  return `${labelText(state.target.name, longestName)} ${shown}${others}`;
}

function statusTooltip(states: readonly TargetState[], leaks: number): MarkdownString {
  const rows = states.map((state) => {
    const cells = [state.target.name, describePhase(state), describeNumbers(state)].map((cell) =>
      markdownText(labelText(cell)),
    );
    return `| $(${icons[state.phase]}) ${cells.join(' | ')} |`;
  });
  const table = ['| | | |', '|:--|:--|:--|', ...rows].join('\n');
  const click = leaks > 0 ? l10n.t('Click to show the findings.') : l10n.t('Click to show the trends.');
  return new MarkdownString(`${table}\n\n${click}`, true);
}
