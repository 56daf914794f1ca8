import { l10n } from 'vscode';
import { requests, type Outcome } from '../../shared/wires/lspMessages';
import type { StoredSnapshot } from '../../shared/model/snapshot';
import type { CommandHandlers } from '../base/commandRegistry';
import { commands } from '../base/contributionNames';
import type { EngineClient } from '../engine/engineClient';
import { showProblem } from '../base/problemMessage';
import type { SnapshotPick } from './snapshotPick';

export interface PinCommandsOptions {
  readonly engine: EngineClient;
  readonly pick: SnapshotPick;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}

/** Commands that say whether a snapshot stays when the store is full. They answer an Outcome with the snapshot. */
export function pinCommands(
  options: PinCommandsOptions,
): Pick<CommandHandlers, (typeof commands)['pinSnapshot' | 'unpinSnapshot']> {
  return {
    [commands.pinSnapshot]: async (argument) => {
      const snapshot = await options.pick.snapshot(argument, l10n.t('Pin which snapshot?'));
      return snapshot && pin(options, snapshot, true);
    },
    [commands.unpinSnapshot]: async (argument) => {
      const snapshot = await options.pick.snapshot(argument, l10n.t('Unpin which snapshot?'));
      return snapshot && pin(options, snapshot, false);
    },
  };
}

async function pin(
  { engine, report }: PinCommandsOptions,
  { id }: StoredSnapshot,
  pinned: boolean,
): Promise<Outcome<StoredSnapshot>> {
  const outcome = await engine.ask(requests.pinSnapshot, { id, pinned });
  if (!outcome.ok) showProblem(outcome.problem, []).catch(report);
  return outcome;
}
