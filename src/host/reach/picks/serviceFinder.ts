import { l10n, workspace } from 'vscode';
import { requests } from '../../../shared/wires/lspMessages';
import type { ConnectParams } from '../../../shared/model/engineRequests';
import type { EngineClient } from '../../engine/engineClient';
import type { DebuggedProgram } from '../debugging/debuggedProgram';
import type { GoDebugSessions } from '../debugging/goDebugSessions';
import { launchAddresses, type LaunchAddress } from '../debugging/launchAddresses';
import { askForName } from './addressesPick';
import { pickCommand } from './commandPick';
import { pickLocalTarget } from './localTargetPick';
import { pickPods } from './podPick';

/** A way to find services, which does nothing before it is chosen. */
export interface FindingWay {
  readonly label: string;
  readonly icon: string;
  /** Null or empty when nothing was found or chosen; several are replicas of one service. */
  find(): Promise<ConnectParams | readonly ConnectParams[] | null>;
}

/** More are not looked through: their name can be typed. */
const mostNodes = 20;

export interface ServiceFinderOptions {
  readonly engine: Pick<EngineClient, 'ask'>;
  readonly sessions: Pick<GoDebugSessions, 'programs'>;
  /** Asks for a service that a continuous profiler keeps. */
  readonly pickArchive: () => Promise<ConnectParams | null>;
  /** Whether a service is connected already. */
  readonly isConnected: (url: string) => boolean;
}

/** Where services can be found besides what a person types. In a workspace that is not trusted, nowhere. */
export class ServiceFinder {
  private readonly engine: Pick<EngineClient, 'ask'>;
  private readonly sessions: Pick<GoDebugSessions, 'programs'>;
  private readonly isConnected: (url: string) => boolean;
  private readonly pickArchive: ServiceFinderOptions['pickArchive'];

  constructor({ engine, sessions, isConnected, pickArchive }: ServiceFinderOptions) {
    this.pickArchive = pickArchive;
    this.engine = engine;
    this.sessions = sessions;
    this.isConnected = isConnected;
  }

  /** What the launch configurations of the open folders name. */
  launched(): readonly LaunchAddress[] {
    if (!workspace.isTrusted) return [];
    const folders = workspace.workspaceFolders ?? [];
    return folders.flatMap(({ uri }) => {
      const configurations = workspace.getConfiguration('launch', uri).get<unknown>('configurations');
      return Array.isArray(configurations) ? configurations.flatMap(launchAddresses) : [];
    });
  }

  ways(): readonly FindingWay[] {
    if (!workspace.isTrusted) return [];
    const search = { engine: this.engine, isConnected: this.isConnected };
    const debugged = (program: DebuggedProgram): FindingWay => ({
      label: l10n.t('Find where “{0}” listens…', program.name),
      icon: 'debug-alt',
      find: () => pickLocalTarget(search, program),
    });
    const machine: FindingWay = {
      label: l10n.t('Find services on this machine…'),
      icon: 'search',
      find: () => pickLocalTarget(search, null),
    };
    const addresses: FindingWay = {
      label: l10n.t('Each address of a name…'),
      icon: 'type-hierarchy',
      find: askForName,
    };
    const archive: FindingWay = {
      label: l10n.t('Continuous profiler…'),
      icon: 'archive',
      find: () => this.pickArchive(),
    };
    const command: FindingWay = {
      label: l10n.t('Erlang node through a command…'),
      icon: 'terminal',
      find: pickCommand,
    };
    return [...this.sessions.programs().map(debugged), machine, addresses, archive, command];
  }

  /** The nodes that Erlang's port mapper knows, and Kubernetes, where there is a kubectl to ask. */
  async laterWays(): Promise<readonly FindingWay[]> {
    if (!workspace.isTrusted) return [];
    return [...(await this.nodes()), ...(await this.pods())];
  }

  private async nodes(): Promise<readonly FindingWay[]> {
    const outcome = await this.engine.ask(requests.localNodes, null);
    return (outcome.ok ? outcome.value : []).slice(0, mostNodes).map((name) => ({
      label: l10n.t('{0}: an Erlang node of this machine', name),
      icon: 'vm',
      find: () => Promise.resolve({ url: `beam:${name}@localhost` }),
    }));
  }

  private async pods(): Promise<readonly FindingWay[]> {
    const { engine } = this;
    const outcome = await engine.ask(requests.hasKubectl, null);
    if (!outcome.ok || !outcome.value) return [];
    return [{ label: l10n.t('Kubernetes pod…'), icon: 'server-environment', find: () => pickPods(engine) }];
  }
}
