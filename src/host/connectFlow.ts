import { commands as editorCommands, l10n, ProgressLocation, window, type LogOutputChannel } from 'vscode';
import type { ConnectParams, Outcome, ProblemReport, TargetState } from '../shared/lspMessages';
import { pickAddress } from './addressPick';
import { configuredTargets } from './automaticTargets';
import { parseConnectArguments } from './connectArguments';
import { commands } from './contributionNames';
import { showProblem } from './problemMessage';
import { cancelledOutcome, type TargetConnections } from './targetConnections';
import type { TargetHistory } from './targetHistory';
import { asTreeNode } from './targetNodes';

export interface ConnectFlowOptions {
  readonly connections: TargetConnections;
  readonly history: TargetHistory;
  readonly log: LogOutputChannel;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}

/**
 * The command "Connect to Service…". With an argument (an address, `{url, name?, headers?}` or a tree node) it makes one
 * attempt and answers at once; messages then stand beside the answer. Without one it asks, and stays with the person until
 * the service is connected or the person gives up.
 */
export class ConnectFlow {
  private readonly options: ConnectFlowOptions;

  constructor(options: ConnectFlowOptions) {
    this.options = options;
  }

  async run(argument: unknown): Promise<Outcome<TargetState>> {
    const node = asTreeNode(argument);
    const params = parseConnectArguments(node?.kind === 'target' ? { url: node.url, name: node.name } : argument);
    if (params === null) return this.askAndConnect();
    const outcome = await this.attempt(params);
    if (!outcome.ok) this.offerHelp(params, outcome.problem).catch(this.options.report);
    return outcome;
  }

  private async askAndConnect(address?: string): Promise<Outcome<TargetState>> {
    const { history } = this.options;
    const known = { history, configured: configuredTargets() };
    const params = await pickAddress(address === undefined ? known : { ...known, address });
    if (params === null) return cancelledOutcome();
    return this.connectPatiently(params);
  }

  private async connectPatiently(params: ConnectParams): Promise<Outcome<TargetState>> {
    const outcome = await this.attempt(params);
    if (outcome.ok) {
      this.celebrate(outcome.value).catch(this.options.report);
      return outcome;
    }
    return (await this.offerHelp(params, outcome.problem)) ?? outcome;
  }

  private async attempt(params: ConnectParams): Promise<Outcome<TargetState>> {
    const { connections, history } = this.options;
    const progress = {
      location: ProgressLocation.Notification,
      title: l10n.t('Connecting to {0}…', params.name ?? params.url),
      cancellable: true,
    };
    const outcome = await window.withProgress(progress, (_progress, token) => connections.connect(params, token));
    if (outcome.ok) await history.add(params);
    return outcome;
  }

  /** @returns the outcome of what the person chose to do about it, null for nothing */
  private async offerHelp(params: ConnectParams, problem: ProblemReport): Promise<Outcome<TargetState> | null> {
    if (problem.kind === 'untrusted') return this.offerTrust(problem);
    const tryAgain = l10n.t('Try Again');
    const edit = l10n.t('Edit Address');
    const showLog = l10n.t('Show Log');
    const choice = await showProblem(problem, [tryAgain, edit, showLog]);
    if (choice === tryAgain) return this.connectPatiently(params);
    if (choice === edit) return this.askAndConnect(params.url);
    if (choice === showLog) this.options.log.show();
    return null;
  }

  private async offerTrust(problem: ProblemReport): Promise<null> {
    const manage = l10n.t('Manage Workspace Trust');
    if ((await showProblem(problem, [manage])) === manage)
      await editorCommands.executeCommand('workbench.trust.manage');
    return null;
  }

  private async celebrate({ target }: TargetState): Promise<void> {
    const show = l10n.t('Show Trends');
    const choice = await window.showInformationMessage(l10n.t('Connected to {0}.', target.name), show);
    if (choice === show) await editorCommands.executeCommand(commands.focusTrends, target.id);
  }
}
