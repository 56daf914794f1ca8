import { ConfigurationTarget, commands as editorCommands, l10n, workspace, type LogOutputChannel } from 'vscode';
import { requests, type Outcome, type TargetState } from '../../shared/wires/lspMessages';
import { commands, settingIds, views } from '../base/contributionNames';
import { groupServices } from './groupServices';
import type { CommandHandlers } from '../base/commandRegistry';
import type { ConnectSteps } from './connectSteps';
import type { TargetCommandName } from './targetCommandNames';
import type { EngineClient } from '../engine/engineClient';
import type { TargetConnections } from '../targets/targetConnections';
import { namedLiveTarget, pickAnyTarget, pickAwayTarget, sayNothingConnected } from '../targets/targetPick';

export interface TargetCommandsOptions {
  readonly engine: EngineClient;
  readonly connections: TargetConnections;
  readonly connectFlow: Pick<ConnectSteps, 'run' | 'edit'>;
  /** The panel of trends, which shows one target at a time. */
  readonly trends: { showTarget(targetId: string): void };
  readonly log: LogOutputChannel;
}

/** Commands about targets and about what is shown. Answers: see each. */
export function targetCommands(options: TargetCommandsOptions): Pick<CommandHandlers, TargetCommandName> {
  const { connections, connectFlow, trends, log } = options;
  return {
    /** Outcome with the target's state. */
    [commands.connect]: (argument) => connectFlow.run(argument),
    /** True when a target was disconnected or given up. */
    [commands.disconnect]: (argument) => disconnect(options, argument),
    /** Ids of the targets polled: the named one, or all. */
    [commands.refresh]: (argument) => refresh(options, argument),
    /** True when a service that does not answer was asked at once. */
    [commands.tryNow]: (argument) => tryNow(options, argument),
    /** Outcome with the state of the service at the new address; null when there was none to edit. */
    [commands.editAddress]: (argument) => editAddress(options, argument),
    /** Ids of the services that are called one. */
    [commands.groupServices]: () => groupServices(connections),
    /** The new value of the setting. */
    [commands.toggleHints]: () => toggleHints(),
    /** With a target's id or tree node the panel shows that target. */
    [commands.focusTrends]: async (argument) => {
      const state = namedLiveTarget(connections, argument);
      if (state !== null) trends.showTarget(state.target.id);
      await editorCommands.executeCommand(`${views.trends}.focus`);
    },
    [commands.showLog]: async () => {
      log.show();
      return Promise.resolve();
    },
  };
}

async function disconnect({ connections }: TargetCommandsOptions, argument: unknown): Promise<boolean> {
  const picked = await pickAnyTarget(connections, argument, l10n.t('Disconnect from which service?'));
  if (picked === null) return false;
  if (picked.type === 'live') await connections.disconnect(picked.state.target.id);
  else await connections.forget(picked.waiting.url);
  return true;
}

async function refresh({ engine, connections }: TargetCommandsOptions, argument: unknown): Promise<readonly string[]> {
  // A service that is waited for is tried now instead of at the end of the pause.
  for (const { url } of connections.waiting) connections.keepTrying({ url });
  const named = namedLiveTarget(connections, argument);
  const states = named === null ? connections.states : [named];
  if (states.length === 0 && connections.waiting.length === 0) sayNothingConnected();
  const ids = states.map(({ target }) => target.id);
  await Promise.all(ids.map((targetId) => engine.request(requests.refresh, { targetId })));
  return ids;
}

async function tryNow({ engine, connections }: TargetCommandsOptions, argument: unknown): Promise<boolean> {
  const picked = await pickAwayTarget(connections, argument, l10n.t('Try which service now?'));
  if (picked === null) return false;
  if (picked.type === 'waiting') connections.keepTrying({ url: picked.waiting.url, name: picked.waiting.name });
  else await engine.request(requests.refresh, { targetId: picked.state.target.id });
  return true;
}

/** What was connected at the address before ends when something is at the new one. */
async function editAddress(
  { connections, connectFlow }: TargetCommandsOptions,
  argument: unknown,
): Promise<Outcome<TargetState> | null> {
  const picked = await pickAnyTarget(connections, argument, l10n.t('Edit the address of which service?'));
  if (picked === null) return null;
  const { url } = picked.type === 'live' ? picked.state.target : picked.waiting;
  const outcome = await connectFlow.edit(url);
  if (!outcome.ok) return outcome;
  if (picked.type === 'waiting') await connections.forget(url);
  else if (picked.state.target.id !== outcome.value.target.id) await connections.disconnect(picked.state.target.id);
  return outcome;
}

/** Written where the setting already has a value, so that the toggle has an effect; else for the user. */
async function toggleHints(): Promise<boolean> {
  const configuration = workspace.getConfiguration();
  const enabled = configuration.get<boolean>(settingIds.hintsEnabled) !== true;
  const inspected = configuration.inspect<boolean>(settingIds.hintsEnabled);
  const inWorkspace = inspected?.workspaceValue !== undefined;
  const target = inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await configuration.update(settingIds.hintsEnabled, enabled, target);
  return enabled;
}
