import { loadedWhenCalled, type CommandHandlers } from '../base/commandRegistry';
import type { FindingCommandsOptions } from './findingCommands';
import {
  findingCommandNames,
  judgeCommandNames,
  type FindingCommandName,
  reportCommandNames,
  type JudgeCommandName,
  type ReportCommandName,
} from './findingCommandNames';
import type { JudgeCommandsOptions } from './judgeCommands';
import type { ReportCommandsOptions } from './report/reportCommands';

export type FindingHandlers = Pick<CommandHandlers, FindingCommandName | JudgeCommandName | ReportCommandName>;

/** The commands about findings and what they are judged by, without their code as long as nobody calls one. */
export function findingHandlers(
  options: FindingCommandsOptions & JudgeCommandsOptions & ReportCommandsOptions,
): FindingHandlers {
  return {
    ...loadedWhenCalled(findingCommandNames, async () => {
      const { findingCommands } = await import('./findingCommands');
      return findingCommands(options);
    }),
    ...loadedWhenCalled(judgeCommandNames, async () => {
      const { judgeCommands } = await import('./judgeCommands');
      return judgeCommands(options);
    }),
    ...loadedWhenCalled(reportCommandNames, async () => {
      const { reportCommands } = await import('./report/reportCommands');
      return reportCommands(options);
    }),
  };
}
