import { commands } from '../base/contributionNames';

/** The commands about snapshots, whose code is loaded when one of them is called. */
export const snapshotCommandNames = [
  commands.captureSnapshot,
  commands.snapshotFinding,
  commands.openSnapshot,
  commands.compareSnapshots,
  commands.revealSnapshot,
  commands.renameSnapshot,
  commands.deleteSnapshot,
  commands.pinSnapshot,
  commands.unpinSnapshot,
  commands.exportSnapshot,
] as const;

export type SnapshotCommandName = (typeof snapshotCommandNames)[number];
