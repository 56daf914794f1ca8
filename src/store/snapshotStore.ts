import { join } from 'node:path';
import { LeakLensError } from '../shared/errors';
import type { SnapshotDraft, SnapshotStore } from '../shared/ports';
import type { SnapshotFileName, SnapshotManifest, StoredSnapshot } from '../shared/snapshot';
import type { Target } from '../shared/target';
import { readRegularFile, replaceFile } from './durableFile';
import { maxNameLength } from './parseManifest';
import { createSnapshotId, isTargetId, randomName } from './safeName';
import { FolderDraft } from './snapshotDraft';
import { findSnapshot, manifestName, readAll, removeSnapshot, sweepAbandoned } from './snapshotFolder';
import { storeError } from './storeError';

export interface SnapshotLimits {
  readonly maxSnapshots: number;
  readonly maxTotalBytes: number;
}

export interface SnapshotStoreOptions {
  /** Absolute folder; the snapshots are in `snapshots` below it. Made when needed. */
  readonly directory: string;
  /** When one is passed, the oldest snapshots that nobody has named go. Named ones stay. */
  readonly limits?: SnapshotLimits;
}

const defaultLimits: SnapshotLimits = { maxSnapshots: 200, maxTotalBytes: 2 * 1024 ** 3 };

/** Snapshots as folders on disk. Several windows may share one store. */
export function createSnapshotStore(options: SnapshotStoreOptions): SnapshotStore {
  return new FolderStore(join(options.directory, 'snapshots'), options.limits ?? defaultLimits);
}

class FolderStore implements SnapshotStore {
  private readonly root: string;
  private readonly limits: SnapshotLimits;
  private swept: Promise<void> | undefined;

  constructor(root: string, limits: SnapshotLimits) {
    this.root = root;
    this.limits = limits;
  }

  async begin(target: Target): Promise<SnapshotDraft> {
    if (!isTargetId(target.id)) {
      throw new LeakLensError({ kind: 'store', subject: target.url, detail: 'the target has no usable id' });
    }
    await this.sweepOnce();
    const place = { root: this.root, id: createSnapshotId(new Date()), target };
    const draft = new FolderDraft(place, (committed) => this.keepWithinLimits(committed));
    await this.guard(() => draft.open());
    return draft;
  }

  async list(): Promise<readonly StoredSnapshot[]> {
    await this.sweepOnce();
    const snapshots = await this.guard(() => readAll(this.root));
    return snapshots.sort(newestFirst);
  }

  async get(id: string): Promise<StoredSnapshot> {
    const snapshot = await this.guard(() => findSnapshot(this.root, id));
    if (snapshot === null) {
      throw new LeakLensError({ kind: 'not-found', subject: id.slice(0, 80), detail: 'there is no such snapshot' });
    }
    return snapshot;
  }

  async read(id: string, file: SnapshotFileName): Promise<Uint8Array> {
    const snapshot = await this.get(id);
    const listed = snapshot.files.find(({ name }) => name === file);
    if (listed === undefined) {
      throw new LeakLensError({ kind: 'not-found', subject: id, detail: 'the snapshot has no such file' });
    }
    return this.guard(() => readRegularFile(join(snapshot.directory, listed.name), listed.bytes));
  }

  async rename(id: string, name: string): Promise<StoredSnapshot> {
    const { directory, ...manifest } = await this.get(id);
    const renamed: SnapshotManifest = { ...manifest, name: toName(name) };
    const temporary = join(directory, `.manifest-${randomName()}.tmp`);
    const bytes = Buffer.from(JSON.stringify(renamed, null, 2));
    await this.guard(() => replaceFile(join(directory, manifestName), temporary, bytes));
    return { ...renamed, directory };
  }

  async delete(id: string): Promise<void> {
    const snapshot = await this.get(id);
    await this.guard(() => removeSnapshot(this.root, snapshot));
  }

  /** A failure here does not undo the capture: the next one tries again. */
  private async keepWithinLimits(committed: StoredSnapshot): Promise<void> {
    try {
      const snapshots = await readAll(this.root);
      for (const surplus of surplusOf(snapshots, this.limits)) {
        if (surplus.id !== committed.id) await removeSnapshot(this.root, surplus);
      }
    } catch {
      return;
    }
  }

  /** What cannot be swept stays out of sight; it never keeps the store from working. */
  private sweepOnce(): Promise<void> {
    this.swept ??= sweepAbandoned(this.root, Date.now()).catch(() => undefined);
    return this.swept;
  }

  private async guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw storeError(error, this.root);
    }
  }
}

/** The unnamed snapshots that have to go, oldest first. */
function surplusOf(snapshots: readonly StoredSnapshot[], limits: SnapshotLimits): StoredSnapshot[] {
  let count = snapshots.length;
  let total = snapshots.reduce((sum, snapshot) => sum + sizeOf(snapshot), 0);
  const surplus: StoredSnapshot[] = [];
  for (const snapshot of snapshots.filter(({ name }) => name === '').sort((a, b) => -newestFirst(a, b))) {
    if (count <= limits.maxSnapshots && total <= limits.maxTotalBytes) break;
    surplus.push(snapshot);
    count -= 1;
    total -= sizeOf(snapshot);
  }
  return surplus;
}

function sizeOf(snapshot: StoredSnapshot): number {
  return snapshot.files.reduce((sum, file) => sum + file.bytes, 0);
}

/** Ids begin with the time of creation, so they decide between captures of the same millisecond. */
function newestFirst(a: StoredSnapshot, b: StoredSnapshot): number {
  return b.capturedAtMillis - a.capturedAtMillis || (a.id < b.id ? 1 : -1);
}

/** One line without control characters, short enough to be read back. */
function toName(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, maxNameLength);
}
