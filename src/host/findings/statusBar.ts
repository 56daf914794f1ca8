import { l10n, MarkdownString, StatusBarAlignment, window, type StatusBarItem } from 'vscode';
import type { Disposable } from '../../shared/base/disposable';
import { isFatal } from '../../shared/model/series/outlook';
import type { TargetState } from '../../shared/wires/lspMessages';
import { markdownText } from '../../shared/base/said/markdownText';
import { labelText } from '../../shared/base/said/plainText';
import { commands, views } from '../base/contributionNames';
import { leakCountText } from './findingItems';
import type { FindingList } from './findingList';
import type { TargetConnections } from '../targets/targetConnections';
import { worstTarget } from '../targets/targetGrowth';
import { describeMainNumber, describeNumbers, describePhase } from '../targets/targetWords';

/** One item: how many leaks there are and where, and which service does not answer; else the target to look at first. Shown only while there are targets. */
export class StatusBar implements Disposable {
  private readonly item: StatusBarItem;
  private readonly subscriptions: readonly Disposable[];

  constructor(connections: TargetConnections, findings: Pick<FindingList, 'leaksOf' | 'onDidChange'>) {
    this.item = window.createStatusBarItem('leaklens.target', StatusBarAlignment.Left);
    this.item.name = 'LeakLens';
    const show = () => {
      const leaks = connections.states.map((state) => ({ state, leaks: findings.leaksOf(state.target.id) }));
      this.show(leaks);
    };
    this.subscriptions = [connections.onDidChange(show), findings.onDidChange(show)];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.item.dispose();
  }

  private show(services: readonly ServiceLeaks[]): void {
    const states = services.map(({ state }) => state);
    const worst = worstTarget(states);
    if (worst === null) {
      this.item.hide();
      return;
    }
    const leaking = services.filter(({ leaks }) => leaks > 0);
    const text = statusText(services, worst);
    this.item.text = `$(${iconOf(states, leaking.length > 0)}) ${text}`;
    this.item.tooltip = statusTooltip(states, leaking.length > 0);
    this.item.command =
      leaking.length > 0
        ? { command: `${views.findings}.focus`, title: l10n.t('Show Findings') }
        : { command: commands.focusTrends, title: l10n.t('Show Trends'), arguments: [worst.target.id] };
    this.item.accessibilityInformation = { label: `LeakLens: ${text}` };
    this.item.show();
  }
}

interface ServiceLeaks {
  readonly state: TargetState;
  readonly leaks: number;
}

const icons = { connecting: 'loading~spin', connected: 'pulse', reconnecting: 'debug-disconnect' } as const;

function iconOf(states: readonly TargetState[], hasLeaks: boolean): string {
  if (hasLeaks) return 'warning';
  return icons[(states.find(({ phase }) => phase !== 'connected') ?? states[0])?.phase ?? 'connected'];
}

/** The status bar is for everybody. */
const longestName = 60;

/** `2 leaks in 2 services`, `gateway: 1 leak`, `gateway: not answering`; of a service without either the number that matters. */
function statusText(services: readonly ServiceLeaks[], worst: TargetState): string {
  const leaking = services.filter(({ leaks }) => leaks > 0);
  const away = services.filter(({ state }) => state.phase === 'reconnecting' && state.replicaOf?.isGone !== true);
  const ahead = aheadText(services);
  const parts = [leaksText(leaking), awayText(away.map(({ state }) => state)), ahead].filter((part) => part !== '');
  if (parts.length > (ahead === '' ? 0 : 1)) return parts.join(' · ');
  const number = describeMainNumber(worst);
  const others = services.length > 1 ? ` +${String(services.length - 1)}` : '';
  const said = `${named(worst, number === '' ? describePhase(worst) : number)}${others}`;
  return [said, ahead].filter((part) => part !== '').join(' · ');
}

const dayMillis = 24 * 60 * 60_000;

/** `512 MB in 3 h 10 min`: what comes to its end within a day, with its name where there are others. */
function aheadText(services: readonly ServiceLeaks[]): string {
  const answering = services.filter(({ state }) => state.phase === 'connected');
  const all = answering.flatMap(({ state }) => state.outlooks.filter(isFatal).map((outlook) => ({ state, outlook })));
  const soon = all.filter(({ outlook }) => outlook.reaches.likelyMillis <= dayMillis);
  const [next] = soon.sort((a, b) => a.outlook.reaches.likelyMillis - b.outlook.reaches.likelyMillis);
  if (next === undefined) return '';
  return services.length === 1 ? labelText(next.outlook.short) : named(next.state, labelText(next.outlook.short));
}

function leaksText(leaking: readonly ServiceLeaks[]): string {
  const [only] = leaking;
  if (only === undefined) return '';
  if (leaking.length === 1) return named(only.state, leakCountText(only.leaks));
  const leaks = leaking.reduce((sum, { leaks: some }) => sum + some, 0);
  return l10n.t('{0} in {1} services', leakCountText(leaks), leaking.length);
}

function awayText(away: readonly TargetState[]): string {
  const [only] = away;
  if (only === undefined) return '';
  return away.length === 1 ? named(only, describePhase(only)) : l10n.t('{0} services: not answering', away.length);
}

function named({ target }: TargetState, said: string): string {
  return l10n.t('{0}: {1}', labelText(target.name, longestName), said);
}

/** A line a service: how it stands with it, leaks included, and its numbers. */
function statusTooltip(states: readonly TargetState[], hasLeaks: boolean): MarkdownString {
  const rows = states.map((state) => {
    const ahead = state.outlooks.map(({ sentence }) => sentence).join(' ');
    const [name, phase, numbers, end] = [state.target.name, describePhase(state), describeNumbers(state), ahead].map(
      (cell) => markdownText(labelText(cell)),
    );
    return `| $(${icons[state.phase]}) **${name ?? ''}** | ${phase ?? ''} | ${numbers ?? ''} ${end ?? ''} |`;
  });
  const table = ['| | | |', '|:--|:--|:--|', ...rows].join('\n');
  const click = hasLeaks ? l10n.t('Click to show the findings.') : l10n.t('Click to show the trends.');
  return new MarkdownString(`${table}\n\n${click}`, true);
}
