import type { StoredSnapshot } from '../../shared/model/snapshot';
import { describeTime, snapshotLabel } from '../targets/targetWords';
import { fileName } from './profileAddress';

/** The name of a tab for a snapshot, or for the difference of two. */
export function snapshotTab(snapshot: StoredSnapshot, base: StoredSnapshot | null): string {
  const title = `${snapshot.target.name} ${snapshotLabel(snapshot)}`;
  return base === null ? title : `${describeTime(base.capturedAtMillis)} → ${title}`;
}

/** The name of a tab for the difference of two files. */
export function differenceTab(path: string, base: string): string {
  return `${fileName(base)} → ${fileName(path)}`;
}
