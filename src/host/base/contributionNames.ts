import { engineSettingIds } from '../../shared/model/settings/settingIds';

/** Every name that package.json contributes, typed once. A test compares both sides. */

export const commands = {
  connect: 'leaklens.connect',
  disconnect: 'leaklens.disconnect',
  refresh: 'leaklens.refresh',
  tryNow: 'leaklens.tryNow',
  editAddress: 'leaklens.editAddress',
  groupServices: 'leaklens.groupServices',
  captureSnapshot: 'leaklens.captureSnapshot',
  openSnapshot: 'leaklens.openSnapshot',
  revealSnapshot: 'leaklens.revealSnapshot',
  renameSnapshot: 'leaklens.renameSnapshot',
  deleteSnapshot: 'leaklens.deleteSnapshot',
  compareSnapshots: 'leaklens.compareSnapshots',
  pinSnapshot: 'leaklens.pinSnapshot',
  unpinSnapshot: 'leaklens.unpinSnapshot',
  exportSnapshot: 'leaklens.exportSnapshot',
  openProfile: 'leaklens.openProfile',
  openLiveProfile: 'leaklens.openLiveProfile',
  listGoroutines: 'leaklens.listGoroutines',
  showInFlameGraph: 'leaklens.showInFlameGraph',
  openPast: 'leaklens.openPast',
  deleteHistory: 'leaklens.deleteHistory',
  timeTravel: 'leaklens.timeTravel',
  backToNow: 'leaklens.backToNow',
  compareProfiles: 'leaklens.compareProfiles',
  exploreSnapshot: 'leaklens.exploreSnapshot',
  toggleProfileLines: 'leaklens.toggleProfileLines',
  profileTest: 'leaklens.profileTest',
  checkTests: 'leaklens.checkTests',
  openFinding: 'leaklens.openFinding',
  nextFinding: 'leaklens.nextFinding',
  goToOtherEnd: 'leaklens.goToOtherEnd',
  findOutMore: 'leaklens.findOutMore',
  whoHolds: 'leaklens.whoHolds',
  snapshotFinding: 'leaklens.snapshotFinding',
  ignoreFinding: 'leaklens.ignoreFinding',
  writeReport: 'leaklens.writeReport',
  writeReportPage: 'leaklens.writeReportPage',
  copyForIssue: 'leaklens.copyForIssue',
  stopIgnoring: 'leaklens.stopIgnoring',
  setBaseline: 'leaklens.setBaseline',
  clearBaseline: 'leaklens.clearBaseline',
  askRuntime: 'leaklens.askRuntime',
  forgetCredentials: 'leaklens.forgetCredentials',
  mapFile: 'leaklens.mapFile',
  toggleHints: 'leaklens.toggleHints',
  focusTrends: 'leaklens.focusTrends',
  openTrends: 'leaklens.openTrends',
  addPprof: 'leaklens.addPprof',
  openSample: 'leaklens.openSample',
  showLog: 'leaklens.showLog',
} as const;

export type CommandName = (typeof commands)[keyof typeof commands];

export const viewContainer = 'leaklens';

export const views = {
  findings: 'leaklens.findings',
  trends: 'leaklens.trends',
  targets: 'leaklens.targets',
} as const;

/** Editors of profiles, by their view type: what is one by its name, and whatever a person says is one. */
export const profileEditors = {
  profile: 'leaklens.profile',
  anyProfile: 'leaklens.anyProfile',
} as const;

/** The chart of trends in the editor area, as windows remember it. */
export const trendsEditorType = 'leaklens.trendsEditor';

/** Set with the `setContext` command, read by `when` clauses. */
export const contextKeys = {
  /** A snapshot is selected in the tree: F2 and Delete mean it. */
  snapshotSelected: 'leaklens.snapshotSelected',
  /** A finding is selected in its tree: Delete means it. */
  findingSelected: 'leaklens.findingSelected',
  /** There are findings in files of the workspace: one can walk through them. */
  hasFindings: 'leaklens.hasFindings',
  /** One of them has another end in the workspace. */
  hasOtherEnds: 'leaklens.hasOtherEnds',
  /** More can be found out about one of them, at a cost to its service. */
  hasProbes: 'leaklens.hasProbes',
  /** Who holds the memory of one of them can be asked: its process may be one of this machine. */
  canAskHolders: 'leaklens.canAskHolders',
  /** One of the findings is open: it can be ignored. */
  hasOpenFindings: 'leaklens.hasOpenFindings',
  /** A rule ignores something. */
  hasIgnored: 'leaklens.hasIgnored',
  /** At least one service is connected, and answers. */
  connected: 'leaklens.connected',
  /** At least one service does not answer. */
  away: 'leaklens.away',
  /** At least one service is connected or waited for. */
  hasTargets: 'leaklens.hasTargets',
  /** At least one target has a baseline. */
  baselineSet: 'leaklens.baselineSet',
  /** There are snapshots in the store. */
  hasSnapshots: 'leaklens.hasSnapshots',
  /** Two of them at least: they can be compared. */
  hasSeveralSnapshots: 'leaklens.hasSeveralSnapshots',
  /** A profile is open in a tab. */
  hasProfiles: 'leaklens.hasProfiles',
  /** A profile is shown on the lines of the workspace. */
  profileOnLines: 'leaklens.profileOnLines',
  /** Credentials or passphrases are kept. */
  hasSecrets: 'leaklens.hasSecrets',
  /** Lines say what they said at a moment of the past. */
  inPast: 'leaklens.inPast',
  /** A program speaks MCP with the engine: what it is told of must not be offered twice. */
  agentsJoined: 'leaklens.agentsJoined',
} as const;

/** Who offers the agents' server to the editor. */
export const mcpProvider = 'leaklens.agents';

/** `viewItem` values of the tree, read by `when` clauses. */
export const treeContexts = {
  connecting: 'target:connecting',
  connected: 'target:connected',
  reconnecting: 'target:reconnecting',
  /** An automatic target that has not answered yet. */
  waiting: 'target:waiting',
  /** Only its snapshots are here. */
  notConnected: 'target:notConnected',
  snapshot: 'snapshot',
  pinnedSnapshot: 'snapshot:pinned',
} as const;

/** `viewItem` values of the findings tree, read by `when` clauses. */
export const findingContexts = {
  /** Has no other end. */
  finding: 'finding',
  findingWithOtherEnd: 'finding:otherEnd',
  ignored: 'finding:ignored',
} as const;

export const settingIds = {
  targets: 'leaklens.targets',
  connectAutomatically: 'leaklens.connectAutomatically',
  testsCodeLens: 'leaklens.tests.codeLens',
  ...engineSettingIds,
} as const;

export const colors = {
  hintForeground: 'leaklens.hintForeground',
  growingForeground: 'leaklens.growingForeground',
  leakForeground: 'leaklens.leakForeground',
  leakBackground: 'leaklens.leakBackground',
  leakRuler: 'leaklens.leakRuler',
  heapRuler: 'leaklens.heapRuler',
  blockedRuler: 'leaklens.blockedRuler',
  spawnRuler: 'leaklens.spawnRuler',
  growingRuler: 'leaklens.growingRuler',
  profileForeground: 'leaklens.profileForeground',
  profileRuler: 'leaklens.profileRuler',
} as const;

/** Scheme of the read-only documents that show a snapshot. Not contributed, but named in URIs that windows remember. */
export const snapshotScheme = 'leaklens-snapshot';

/** Scheme of what an editor of profiles shows that is no file: snapshots and differences. Named in addresses that windows remember. */
export const profileScheme = 'leaklens-profile';
