import { loadedWhenCalled, type CommandHandlers } from '../base/commandRegistry';
import { snapshotCommandNames, type SnapshotCommandName } from './snapshotCommandNames';
import type { SnapshotCommandsOptions } from './snapshotCommands';

/** The commands about snapshots, without their code as long as nobody calls one. */
export function snapshotHandlers(options: SnapshotCommandsOptions): Pick<CommandHandlers, SnapshotCommandName> {
  return loadedWhenCalled(snapshotCommandNames, async () => {
    const { snapshotCommands } = await import('./snapshotCommands');
    return snapshotCommands(options);
  });
}
