import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import { AutomaticTargets } from './automaticTargets';
import type { CommandHandlers } from '../base/commandRegistry';
import { ConnectFlow } from './connectFlow';
import { commands } from '../base/contributionNames';
import type { EngineClient } from '../engine/engineClient';
import { askAgainOnResume } from './askAgainOnResume';
import { forgetCredentials } from '../reach/forgetCredentials';
import { GoDebugSessions } from '../reach/goDebugSessions';
import { Reach } from '../reach/reach';
import { ServiceFinder } from '../reach/serviceFinder';
import { offerNewCredentials } from './offerNewCredentials';
import { tellWhatIsConnected } from '../targets/tellWhatIsConnected';
import { TargetConnections } from '../targets/targetConnections';
import { TargetHistory } from '../targets/targetHistory';
import { TargetMemory } from '../targets/targetMemory';
import type { Clock } from '../../shared/ports/clock';

export interface ConnectingOptions {
  readonly context: Pick<ExtensionContext, 'globalState' | 'workspaceState' | 'secrets'>;
  readonly engine: EngineClient;
  readonly log: LogOutputChannel;
  readonly clock: Clock;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}

/** All that connects: what is connected, what connects by itself, and what a person is asked about it. */
export class Connecting implements Disposable {
  readonly connections: TargetConnections;
  readonly automatic: AutomaticTargets;
  readonly flow: ConnectFlow;
  readonly commands: Pick<CommandHandlers, typeof commands.forgetCredentials>;
  private readonly store = new DisposableStore();

  constructor({ context, engine, log, clock, report }: ConnectingOptions) {
    const memory = new TargetMemory(context.workspaceState);
    const history = new TargetHistory(context.globalState);
    const reach = new Reach(context, report);
    const sessions = this.store.add(new GoDebugSessions());
    this.connections = this.store.add(new TargetConnections({ engine, memory, reach, sessions, clock, report }));
    const isConnected = (url: string) => this.connections.isConnected(url);
    const finder = new ServiceFinder({ engine, sessions, isConnected });
    this.automatic = this.store.add(new AutomaticTargets(this.connections, memory));
    this.flow = new ConnectFlow({ connections: this.connections, history, reach, finder, log, clock, report });
    const { connections, flow } = this;
    this.store.add(tellWhatIsConnected(connections, report));
    this.store.add(askAgainOnResume({ sessions, connections, engine, report }));
    const authenticate = flow.authenticate.bind(flow);
    this.store.add(offerNewCredentials({ connections, authenticate, report }));
    this.commands = {
      /** Origins of the services and files whose secrets were forgotten. */
      [commands.forgetCredentials]: (argument) => forgetCredentials(reach.keyring, argument),
    };
  }

  dispose(): void {
    this.store.dispose();
  }
}
