/** Every name that package.json contributes, typed once. A test compares both sides. */

export const commands = {
  connect: 'leaklens.connect',
  disconnect: 'leaklens.disconnect',
  refresh: 'leaklens.refresh',
  captureSnapshot: 'leaklens.captureSnapshot',
  openSnapshot: 'leaklens.openSnapshot',
  revealSnapshot: 'leaklens.revealSnapshot',
  renameSnapshot: 'leaklens.renameSnapshot',
  deleteSnapshot: 'leaklens.deleteSnapshot',
  toggleHints: 'leaklens.toggleHints',
  focusTrends: 'leaklens.focusTrends',
  showLog: 'leaklens.showLog',
} as const;

export type CommandName = (typeof commands)[keyof typeof commands];

export const viewContainer = 'leaklens';

export const views = {
  trends: 'leaklens.trends',
  targets: 'leaklens.targets',
} as const;

/** Set with the `setContext` command, read by `when` clauses. */
export const contextKeys = {
  /** A snapshot is selected in the tree: F2 and Delete mean it. */
  snapshotSelected: 'leaklens.snapshotSelected',
} as const;

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
} as const;

export const settingIds = {
  targets: 'leaklens.targets',
  connectAutomatically: 'leaklens.connectAutomatically',
  pollIntervalSeconds: 'leaklens.poll.intervalSeconds',
  requestTimeoutSeconds: 'leaklens.request.timeoutSeconds',
  maximumResponseMegabytes: 'leaklens.request.maximumResponseMegabytes',
  goroutineDumpLimit: 'leaklens.goroutines.dumpLimit',
  hintsEnabled: 'leaklens.hints.enabled',
  minimumGoroutines: 'leaklens.hints.minimumGoroutines',
  minimumHeapMegabytes: 'leaklens.hints.minimumHeapMegabytes',
  minimumHeapSharePercent: 'leaklens.hints.minimumHeapSharePercent',
} as const;

export const colors = {
  hintForeground: 'leaklens.hintForeground',
  growingForeground: 'leaklens.growingForeground',
  blockedBackground: 'leaklens.blockedBackground',
  heapRuler: 'leaklens.heapRuler',
  blockedRuler: 'leaklens.blockedRuler',
  spawnRuler: 'leaklens.spawnRuler',
  growingRuler: 'leaklens.growingRuler',
} as const;

/** Scheme of the read-only documents that show a snapshot. Not contributed, but named in URIs that windows remember. */
export const snapshotScheme = 'leaklens-snapshot';
