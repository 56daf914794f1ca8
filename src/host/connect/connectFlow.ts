import { commands as editorCommands, l10n, workspace, type LogOutputChannel } from 'vscode';
import type { ConnectParams } from '../../shared/model/engineRequests';
import type { Outcome, ProblemReport, TargetState } from '../../shared/wires/lspMessages';
import { pickAddress } from './addressPick';
import { configuredTargets } from '../targets/configuredTargets';
import { parseConnectArguments } from '../targets/connectArguments';
import { commands } from '../base/contributionNames';
import { showProblem } from '../base/problemMessage';
import type { EngineClient } from '../engine/engineClient';
import type { GoDebugSessions } from '../reach/debugging/goDebugSessions';
import { pickArchive } from '../reach/picks/archivePick';
import type { Reach } from '../reach/reach';
import { remedyFor } from '../reach/remedies';
import { ServiceFinder } from '../reach/picks/serviceFinder';
import { cancelledOutcome, untrustedProblem, type TargetConnections } from '../targets/targetConnections';
import type { TargetHistory } from '../targets/targetHistory';
import { asTreeNode } from '../targets/targetNodes';
import { showInformation, withProgress } from '../base/prompts';
import type { Clock } from '../../shared/ports/clock';

export interface ConnectFlowOptions {
  readonly engine: Pick<EngineClient, 'ask'>;
  readonly sessions: Pick<GoDebugSessions, 'programs'>;
  readonly connections: TargetConnections;
  readonly history: TargetHistory;
  readonly reach: Pick<Reach, 'bare' | 'consent' | 'complete' | 'keyring'>;
  readonly log: LogOutputChannel;
  readonly clock: Pick<Clock, 'now'>;
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

  private readonly finder: ServiceFinder;

  constructor(options: ConnectFlowOptions) {
    this.options = options;
    const { engine, sessions, connections, reach } = options;
    this.finder = new ServiceFinder({
      engine,
      sessions,
      isConnected: (url) => connections.isConnected(url),
      pickArchive: () => pickArchive({ engine, reach }),
    });
  }

  async run(argument: unknown): Promise<Outcome<TargetState>> {
    const node = asTreeNode(argument);
    const params = parseConnectArguments(node?.kind === 'target' ? { url: node.url, name: node.name } : argument);
    if (params === null) return this.askAndConnect();
    const bare = this.options.reach.bare(params, 'person');
    const outcome = await this.attempt(bare);
    if (!outcome.ok) this.offerHelp(bare, outcome.problem).catch(this.options.report);
    return outcome;
  }

  /** Asks for another address, beginning with this one, and connects. */
  edit(address: string): Promise<Outcome<TargetState>> {
    return this.askAndConnect(address);
  }

  /** For a service that does not know who asks any more: asks the person, and connects. */
  async authenticate(params: ConnectParams, problem: ProblemReport): Promise<void> {
    const again = (await remedyFor(params, problem, this.options.reach.keyring)?.apply()) ?? null;
    if (again !== null) await this.connectPatiently(again);
  }

  private async askAndConnect(address?: string): Promise<Outcome<TargetState>> {
    if (!workspace.isTrusted) return this.refuse();
    const { history, reach, clock } = this.options;
    const known = { history, finder: this.finder, clock, configured: configuredTargets() };
    const choice = await pickAddress(address === undefined ? known : { ...known, address });
    const found = choice !== null && 'find' in choice ? await choice.find() : choice;
    const [first, ...others] = found === null ? [] : [found].flat();
    if (first === undefined) return cancelledOutcome();
    const outcome = await this.connectPatiently(reach.bare(first, 'person'));
    if (outcome.ok) await this.connectOthers(others);
    return outcome;
  }

  /** The other replicas of a service, one after the other. One that cannot be reached is told, and keeps none of the others. */
  private async connectOthers(replicas: readonly ConnectParams[]): Promise<void> {
    const missing: ProblemReport[] = [];
    for (const replica of replicas) {
      const outcome = await this.attempt(this.options.reach.bare(replica, 'person'));
      if (outcome.ok) continue;
      if (outcome.problem.kind === 'cancelled') break;
      missing.push(outcome.problem);
    }
    const [problem] = missing;
    if (problem !== undefined) showProblem(problem, []).then(undefined, this.options.report);
  }

  /** Before an address is asked for that could not be connected. */
  private async refuse(): Promise<Outcome<TargetState>> {
    const problem = untrustedProblem(null);
    await this.offerTrust(problem);
    return { ok: false, problem };
  }

  private async connectPatiently(params: ConnectParams): Promise<Outcome<TargetState>> {
    const outcome = await this.attempt(params);
    if (outcome.ok) {
      this.celebrate(outcome.value).catch(this.options.report);
      return outcome;
    }
    const remedy = remedyFor(params, outcome.problem, this.options.reach.keyring);
    if (remedy?.isDue !== true) return (await this.offerHelp(params, outcome.problem)) ?? outcome;
    const again = await remedy.apply();
    return again === null ? outcome : this.connectPatiently(again);
  }

  private async attempt(params: ConnectParams): Promise<Outcome<TargetState>> {
    const { connections, history, reach } = this.options;
    // Whoever has to trust the workspace first is not asked about the network before.
    if (!workspace.isTrusted) return { ok: false, problem: untrustedProblem(params.url) };
    const consent = await reach.consent(params);
    if (!consent.ok) return consent;
    const title = l10n.t('Connecting to {0}…', params.name ?? params.url);
    const outcome = await withProgress(title, (_progress, token) => connections.connect(params, token));
    if (outcome.ok) await history.add(params);
    return outcome;
  }

  /** @returns the outcome of what the person chose to do about it, null for nothing */
  private async offerHelp(params: ConnectParams, problem: ProblemReport): Promise<Outcome<TargetState> | null> {
    if (problem.kind === 'untrusted') return this.offerTrust(problem);
    const remedy = remedyFor(params, problem, this.options.reach.keyring);
    const tryAgain = l10n.t('Try Again');
    const edit = l10n.t('Edit Address');
    const showLog = l10n.t('Show Log');
    const choice = await showProblem(problem, [...(remedy === null ? [] : [remedy.label]), tryAgain, edit, showLog]);
    if (remedy !== null && choice === remedy.label) {
      const again = await remedy.apply();
      return again === null ? null : this.connectPatiently(again);
    }
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

  private async celebrate({ target, replicaOf }: TargetState): Promise<void> {
    const name = (replicaOf?.address ?? null) === null ? target.name : (replicaOf?.service ?? target.name);
    const show = l10n.t('Show Trends');
    const choice = await showInformation(l10n.t('Connected to {0}.', name), show);
    if (choice === show) await editorCommands.executeCommand(commands.focusTrends, target.id);
  }
}
