import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import { AutomaticTargets } from './automaticTargets';
import type { CommandHandlers } from '../base/commandRegistry';
import { connectSteps, type ConnectSteps } from './connectSteps';
import { commands } from '../base/contributionNames';
import type { EngineClient } from '../engine/engineClient';
import { askAgainOnResume } from './askAgainOnResume';
import { forgetCredentials } from '../reach/credentials/forgetCredentials';
import { GoDebugSessions } from '../reach/debugging/goDebugSessions';
import { Reach } from '../reach/reach';
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
  readonly flow: ConnectSteps;
  readonly commands: Pick<CommandHandlers, typeof commands.forgetCredentials>;
  private readonly store = new DisposableStore();

  constructor({ context, engine, log, clock, report }: ConnectingOptions) {
    const memory = new TargetMemory(context.workspaceState);
    const history = new TargetHistory(context.globalState);
    const reach = new Reach(context, report);
    const sessions = this.store.add(new GoDebugSessions());
    this.connections = this.store.add(new TargetConnections({ engine, memory, reach, sessions, clock, report }));
    this.automatic = this.store.add(new AutomaticTargets(this.connections, memory));
    const flowNeeds = { engine, sessions, connections: this.connections, history, reach, log, clock, report };
    this.flow = connectSteps(flowNeeds);
    const { connections, flow } = this;
    this.store.add(tellWhatIsConnected(connections, report));
    this.store.add(askAgainOnResume({ sessions, connections, engine, report }));
    this.store.add(offerNewCredentials({ connections, authenticate: flow.authenticate, report }));
    this.commands = {
      /** Origins of the services and files whose secrets were forgotten. */
      [commands.forgetCredentials]: (argument) => forgetCredentials(reach.keyring, argument),
    };
  }

  dispose(): void {
    this.store.dispose();
  }
}
