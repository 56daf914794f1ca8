import { commands } from '../base/contributionNames';

/** The commands about profiles, whose code is loaded when one of them is called. */
export const profileActionNames = [
  commands.openProfile,
  commands.compareProfiles,
  commands.exploreSnapshot,
  commands.openLiveProfile,
  commands.listGoroutines,
  commands.openPast,
  commands.deleteHistory,
  commands.timeTravel,
  commands.backToNow,
  commands.showInFlameGraph,
  commands.toggleProfileLines,
] as const;

export type ProfileActionName = (typeof profileActionNames)[number];
