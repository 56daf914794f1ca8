import type { Memento } from 'vscode';
import type { Disposable } from '../../shared/base/disposable';
import { changedContexts } from '../base/contextKeys';
import { contextKeys } from '../base/contributionNames';
import type { SnapshotList } from './snapshotList';

/** How many there were when they were listed last, in any window. */
const countKey = 'leaklens.snapshotCount';

/**
 * Keeps up to date what `when` clauses ask of the snapshots. The engine lists them, and it is not started for that: until it
 * has, as many are there as when it did last.
 */
export function tellWhatIsKept(
  list: Pick<SnapshotList, 'onDidLoad'>,
  memento: Memento,
  report: (thrown: unknown) => void,
): Disposable {
  const tell = changedContexts(report);
  const tellCount = (count: number) => {
    tell(contextKeys.hasSnapshots, count > 0);
    tell(contextKeys.hasSeveralSnapshots, count > 1);
  };
  tellCount(memento.get<number>(countKey, 0));
  return list.onDidLoad((snapshots) => {
    tellCount(snapshots.length);
    memento.update(countKey, snapshots.length).then(undefined, report);
  });
}
