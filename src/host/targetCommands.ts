import { ConfigurationTarget, commands as editorCommands, l10n, workspace, type LogOutputChannel } from 'vscode';
import { requests } from '../shared/lspMessages';
import { commands, settingIds, views } from './contributionNames';
import type { CommandHandlers } from './commandRegistry';
import type { ConnectFlow } from './connectFlow';
import type { EngineClient } from './engineClient';
import type { TargetConnections } from './targetConnections';
import { namedLiveTarget, pickAnyTarget, pickLiveTarget } from './targetPick';
import type { TrendsView } from './trendsView';

export interface TargetCommandsOptions {
  readonly engine: EngineClient;
  readonly connections: TargetConnections;
  readonly connectFlow: ConnectFlow;
  readonly trends: Pick<TrendsView, 'showTarget'>;
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
    /** Id of the target polled; null for none. */
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

async function refresh({ engine, connections }: TargetCommandsOptions, argument: unknown): Promise<string | null> {
  for (const { url } of connections.waiting) connections.keepTrying({ url });
  const state = await pickLiveTarget(connections, argument, l10n.t('Look at which service now?'));
  if (state === null) return null;
  await engine.request(requests.refresh, { targetId: state.target.id });
  return state.target.id;
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
