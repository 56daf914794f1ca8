import { ConfigurationTarget, commands as editorCommands, l10n, workspace, type LogOutputChannel } from 'vscode';
import { requests } from '../../shared/wires/lspMessages';
import { commands, settingIds, views } from '../base/contributionNames';
import type { CommandHandlers } from '../base/commandRegistry';
import type { ConnectFlow } from './connectFlow';
import type { EngineClient } from '../engine/engineClient';
import type { TargetConnections } from '../targets/targetConnections';
import { namedLiveTarget, pickAnyTarget, sayNothingConnected } from '../targets/targetPick';

export interface TargetCommandsOptions {
  readonly engine: EngineClient;
  readonly connections: TargetConnections;
  readonly connectFlow: ConnectFlow;
  /** The panel of trends, which shows one target at a time. */
  readonly trends: { showTarget(targetId: string): void };
  readonly log: LogOutputChannel;
}

type TargetCommandName = 'connect' | 'disconnect' | 'refresh' | 'toggleHints' | 'focusTrends' | 'showLog';

/** Commands about targets and about what is shown. Answers: see each. */
export function targetCommands(
  options: TargetCommandsOptions,
): Pick<CommandHandlers, (typeof commands)[TargetCommandName]> {
  const { connections, connectFlow, trends, log } = options;
  return {
    /** Outcome with the target's state. */
    [commands.connect]: (argument) => connectFlow.run(argument),
    /** True when a target was disconnected or given up. */
    [commands.disconnect]: (argument) => disconnect(options, argument),
    /** Ids of the targets polled: the named one, or all. */
    [commands.refresh]: (argument) => refresh(options, argument),
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
