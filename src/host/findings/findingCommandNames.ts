import { commands } from '../base/contributionNames';

/** The commands about one finding, whose code is loaded when one of them is called. */
export const findingCommandNames = [
  commands.openFinding,
  commands.nextFinding,
  commands.goToOtherEnd,
  commands.findOutMore,
  commands.whoHolds,
  commands.ignoreFinding,
  commands.stopIgnoring,
] as const;

export type FindingCommandName = (typeof findingCommandNames)[number];

/** The same of those about what a whole target is compared with and judged by. */
export const judgeCommandNames = [commands.setBaseline, commands.clearBaseline, commands.askRuntime] as const;

export type JudgeCommandName = (typeof judgeCommandNames)[number];

/** The same of those that tell somebody else of a finding. */
export const reportCommandNames = [commands.writeReport, commands.writeReportPage, commands.copyForIssue] as const;

export type ReportCommandName = (typeof reportCommandNames)[number];
