import { isPinned, type StoredSnapshot } from '../../shared/model/snapshot';

export interface SnapshotLimits {
  readonly maxSnapshots: number;
  readonly maxTotalBytes: number;
}

/** The snapshots that have to go, oldest first. Pinned ones count, but stay. */
export function surplusOf(snapshots: readonly StoredSnapshot[], limits: SnapshotLimits): StoredSnapshot[] {
  let count = snapshots.length;
  let total = snapshots.reduce((sum, snapshot) => sum + sizeOf(snapshot), 0);
  const surplus: StoredSnapshot[] = [];
  for (const snapshot of snapshots.filter((each) => !isPinned(each)).sort((a, b) => -newestFirst(a, b))) {
    if (count <= limits.maxSnapshots && total <= limits.maxTotalBytes) break;
    surplus.push(snapshot);
    count -= 1;
    total -= sizeOf(snapshot);
  }
  return surplus;
}

/** Ids begin with the time of creation, so they decide between captures of the same millisecond. */
export function newestFirst(a: StoredSnapshot, b: StoredSnapshot): number {
  return b.capturedAtMillis - a.capturedAtMillis || (a.id < b.id ? 1 : -1);
}

function sizeOf(snapshot: StoredSnapshot): number {
  return snapshot.files.reduce((sum, file) => sum + file.bytes, 0);
}
