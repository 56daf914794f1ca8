import { l10n, window, type QuickPickItem } from 'vscode';
import { formatBytes } from '../shared/units';
import type { StoredSnapshot } from '../shared/snapshot';
import { showProblem } from './problemMessage';
import type { SnapshotList } from './snapshotList';
import { asTreeNode, type TreeNode } from './targetNodes';
import { describeTime, goroutineCount, snapshotLabel } from './targetWords';

export interface SnapshotPickOptions {
  readonly list: SnapshotList;
  /** The node selected in the tree. */
  readonly selected: () => TreeNode | null;
}

/** Finds the snapshot that a command is about. */
export class SnapshotPick {
  private readonly options: SnapshotPickOptions;

  constructor(options: SnapshotPickOptions) {
    this.options = options;
  }

  /** The snapshot that an argument names (its id, or a tree node), else the selected one, else the one a person picks. */
  async snapshot(argument: unknown, placeHolder: string): Promise<StoredSnapshot | null> {
    const node = asTreeNode(argument) ?? (argument === undefined ? this.options.selected() : null);
    if (node?.kind === 'snapshot') return node.snapshot;
    const stored = await this.options.list.load();
    if (!stored.ok) {
      await showProblem(stored.problem, []);
      return null;
    }
    if (typeof argument === 'string') return stored.value.find(({ id }) => id === argument) ?? null;
    return this.ask(stored.value, placeHolder);
  }

  private async ask(snapshots: readonly StoredSnapshot[], placeHolder: string): Promise<StoredSnapshot | null> {
    if (snapshots.length === 0) {
      await window.showInformationMessage(l10n.t('There are no snapshots yet.'));
      return null;
    }
    const items = snapshots.map((snapshot): QuickPickItem & { snapshot: StoredSnapshot } => ({
      label: snapshotLabel(snapshot),
      description: `${snapshot.target.name} · ${describeTime(snapshot.capturedAtMillis)}`,
      detail: `${formatBytes(snapshot.summary.liveHeap)} · ${goroutineCount(snapshot.summary.goroutines)}`,
      snapshot,
    }));
    return (await window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.snapshot ?? null;
  }
}
