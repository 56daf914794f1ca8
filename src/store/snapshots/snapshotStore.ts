import { join } from 'node:path';
import { LeakLensError } from '../../shared/model/errors';
import type { SnapshotDraft } from '../../shared/ports/stores';
import type { SnapshotStore } from '../../shared/ports/stores';
import { isPinned } from '../../shared/model/snapshot';
import type { SnapshotFileName, SnapshotManifest, StoredSnapshot } from '../../shared/model/snapshot';
import type { Target } from '../../shared/model/target/target';
import { replaceFile } from '../files/durableFile';
import { maxNameLength } from './parseManifest';
import { readUnlinked } from '../files/readUnlinked';
import { createSnapshotId, isTargetId, randomName } from '../files/safeName';
import { FolderDraft } from './snapshotDraft';
import { draftFolder, findSnapshot, manifestName, readAll, removeSnapshot } from './snapshotFolder';
import { storeError } from '../files/storeError';
import { sweepAbandoned } from '../files/sweepAbandoned';
import { newestFirst, surplusOf, type SnapshotLimits } from './surplus';
import type { Clock } from '../../shared/ports/clock';

export interface SnapshotStoreOptions {
  /** Absolute folder; the snapshots are in `snapshots` below it. Made when needed. */
  readonly directory: string;
  readonly clock: Pick<Clock, 'now'>;
  /** When one is passed, the oldest snapshots go that are not pinned. */
  readonly limits?: SnapshotLimits;
}

const defaultLimits: SnapshotLimits = { maxSnapshots: 200, maxTotalBytes: 2 * 1024 ** 3 };

/** Snapshots as folders on disk. Several windows may share one store. */
export function createSnapshotStore(options: SnapshotStoreOptions): SnapshotStore {
  return new FolderStore(join(options.directory, 'snapshots'), options.clock, options.limits ?? defaultLimits);
}

class FolderStore implements SnapshotStore {
  private readonly root: string;
  private readonly clock: Pick<Clock, 'now'>;
  private readonly limits: SnapshotLimits;
  private swept: Promise<void> | undefined;

  constructor(root: string, clock: Pick<Clock, 'now'>, limits: SnapshotLimits) {
    this.root = root;
    this.clock = clock;
    this.limits = limits;
  }

  async begin(target: Target): Promise<SnapshotDraft> {
    if (!isTargetId(target.id)) {
      throw new LeakLensError({ kind: 'store', subject: target.url, detail: 'the target has no usable id' });
    }
    await this.sweepOnce();
    const place = { root: this.root, id: createSnapshotId(this.clock.now()), target };
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
    return this.guard(() => readUnlinked(join(snapshot.directory, listed.name), listed.bytes));
  }

  rename(id: string, name: string): Promise<StoredSnapshot> {
    return this.change(id, { name: toName(name) });
  }

  pin(id: string, pinned: boolean): Promise<StoredSnapshot> {
    return this.change(id, { pinned });
  }

  async delete(id: string): Promise<void> {
    const snapshot = await this.get(id);
    await this.guard(() => removeSnapshot(this.root, snapshot));
  }

  private async change(id: string, by: Partial<Pick<SnapshotManifest, 'name' | 'pinned'>>): Promise<StoredSnapshot> {
    const { directory, ...manifest } = await this.get(id);
    const changed: SnapshotManifest = { ...manifest, ...by };
    // Written outside the snapshot: what a crash leaves of it is swept, and another window may be deleting the snapshot.
    const temporary = draftFolder(this.root, randomName());
    const bytes = Buffer.from(JSON.stringify(changed, null, 2));
    await this.guard(() => replaceFile(join(directory, manifestName), temporary, bytes));
    return { ...changed, directory };
  }

  /** A failure here does not undo the capture: the next one tries again. */
  private async keepWithinLimits(committed: StoredSnapshot): Promise<void> {
    const snapshots = await readAll(this.root).catch(() => []);
    for (const surplus of surplusOf(snapshots, this.limits)) {
      if (surplus.id !== committed.id) await this.evict(surplus.id).catch(() => undefined);
    }
  }

  /** Looks again first: another window may have pinned or deleted it meanwhile. */
  private async evict(id: string): Promise<void> {
    const snapshot = await findSnapshot(this.root, id);
    if (snapshot !== null && !isPinned(snapshot)) await removeSnapshot(this.root, snapshot);
  }

  /** What cannot be swept stays out of sight; it never keeps the store from working. */
  private sweepOnce(): Promise<void> {
    this.swept ??= sweepAbandoned(this.root, this.clock.now()).catch(() => undefined);
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

/** One line without control characters, short enough to be read back. */
function toName(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, maxNameLength);
}
