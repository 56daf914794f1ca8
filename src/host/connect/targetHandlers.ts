import { loadedWhenCalled, type CommandHandlers } from '../base/commandRegistry';
import { targetCommandNames, type TargetCommandName } from './targetCommandNames';
import type { TargetCommandsOptions } from './targetCommands';

/** The commands about targets, without their code as long as nobody calls one. */
export function targetHandlers(options: TargetCommandsOptions): Pick<CommandHandlers, TargetCommandName> {
  return loadedWhenCalled(targetCommandNames, async () => {
    const { targetCommands } = await import('./targetCommands');
    return targetCommands(options);
  });
}
