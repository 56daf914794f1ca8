import { l10n, type QuickPickItem } from 'vscode';
import type { StoredSnapshot } from '../../shared/model/snapshot';
import { showProblem } from '../base/problemMessage';
import type { SnapshotList } from '../targets/snapshotList';
import { meantNode, type TreeNode } from '../targets/targetNodes';
import { describeTime, snapshotLabel } from '../targets/targetWords';
import { pickOne, showInformation } from '../base/prompts';

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
    const node = meantNode(argument, this.options.selected());
    if (node?.kind === 'snapshot') return node.snapshot;
    const stored = await this.options.list.load();
    if (!stored.ok) {
      await showProblem(stored.problem, []);
      return null;
    }
    if (typeof argument === 'string') return stored.value.find(({ id }) => id === argument) ?? null;
    return this.ask(stored.value, placeHolder);
  }

  /** The one that a person picks of all, whatever is selected. */
  async any(placeHolder: string): Promise<StoredSnapshot | null> {
    const stored = await this.options.list.load();
    if (stored.ok) return this.ask(stored.value, placeHolder);
    await showProblem(stored.problem, []);
    return null;
  }

  /** Another snapshot than `first`: the one with the id, or the one a person picks; those of the same service come first. */
  async other(first: StoredSnapshot, id: unknown, placeHolder: string): Promise<StoredSnapshot | null> {
    const stored = await this.options.list.load();
    if (!stored.ok) {
      await showProblem(stored.problem, []);
      return null;
    }
    const others = stored.value.filter((each) => each.id !== first.id);
    if (typeof id === 'string') return others.find((each) => each.id === id) ?? null;
    if (others.length === 0) {
      await showInformation(l10n.t('There is no other snapshot to compare with.'));
      return null;
    }
    const isSame = ({ target }: StoredSnapshot) => Number(target.id === first.target.id);
    return this.ask(
      others.toSorted((a, b) => isSame(b) - isSame(a)),
      placeHolder,
    );
  }

  private async ask(snapshots: readonly StoredSnapshot[], placeHolder: string): Promise<StoredSnapshot | null> {
    if (snapshots.length === 0) {
      await showInformation(l10n.t('There are no snapshots yet.'));
      return null;
    }
    const items = snapshots.map((snapshot): QuickPickItem & { snapshot: StoredSnapshot } => ({
      label: snapshotLabel(snapshot),
      // One without a name is called by its time already.
      description:
        snapshot.name === ''
          ? snapshot.target.name
          : `${snapshot.target.name} · ${describeTime(snapshot.capturedAtMillis)}`,
      detail: snapshot.numbers ?? '',
      snapshot,
    }));
    return (await pickOne(items, { placeHolder, matchOnDescription: true }))?.snapshot ?? null;
  }
}
