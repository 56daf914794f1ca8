import { commands } from '../base/contributionNames';

/** The commands about targets and about what is shown, whose code is loaded when one of them is called. */
export const targetCommandNames = [
  commands.connect,
  commands.disconnect,
  commands.refresh,
  commands.tryNow,
  commands.editAddress,
  commands.groupServices,
  commands.toggleHints,
  commands.focusTrends,
  commands.showLog,
] as const;

export type TargetCommandName = (typeof targetCommandNames)[number];
