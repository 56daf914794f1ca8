import { loadedWhenCalled, type CommandHandlers } from '../base/commandRegistry';
import { commands } from '../base/contributionNames';
import type { EngineClient } from '../engine/engineClient';

/** The command that says where a recorded file lies, without its code as long as nobody calls it. */
export function mapFileHandler(engine: EngineClient): Pick<CommandHandlers, typeof commands.mapFile> {
  return loadedWhenCalled([commands.mapFile], async () => {
    const { mapFileCommand } = await import('./mapFile');
    return mapFileCommand(engine);
  });
}
