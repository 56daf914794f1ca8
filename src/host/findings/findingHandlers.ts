import { loadedWhenCalled, type CommandHandlers } from '../base/commandRegistry';
import type { FindingCommandsOptions } from './findingCommands';
import {
  findingCommandNames,
  judgeCommandNames,
  type FindingCommandName,
  type JudgeCommandName,
} from './findingCommandNames';
import type { JudgeCommandsOptions } from './judgeCommands';

export type FindingHandlers = Pick<CommandHandlers, FindingCommandName | JudgeCommandName>;

/** The commands about findings and what they are judged by, without their code as long as nobody calls one. */
export function findingHandlers(options: FindingCommandsOptions & JudgeCommandsOptions): FindingHandlers {
  return {
    ...loadedWhenCalled(findingCommandNames, async () => {
      const { findingCommands } = await import('./findingCommands');
      return findingCommands(options);
    }),
    ...loadedWhenCalled(judgeCommandNames, async () => {
      const { judgeCommands } = await import('./judgeCommands');
      return judgeCommands(options);
    }),
  };
}
