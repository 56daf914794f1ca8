import type { SnapshotsApi } from '../../shared/ports/engine/engineApi';
import type { ExportedSnapshot, ExportParams } from '../../shared/model/engineRequests';
import type { StoredSnapshot } from '../../shared/model/snapshot';
import type { ReadSnapshot } from '../../shared/ports/words/snapshotWords';
import { exportSnapshot, type ExportParts } from './exportSnapshot';
import type { Baseline } from '../../shared/model/finding';
import { folderBaseline, type FolderBaselineParts } from './folderBaseline';
import { readSnapshot, type ReadParts } from './readSnapshot';

export type SnapshotServiceParts = ReadParts & ExportParts & FolderBaselineParts;

/** What can be done with snapshots that are in the store. */
export class SnapshotService implements SnapshotsApi {
  private readonly parts: SnapshotServiceParts;
  private readonly changed: () => void;

  /** @param changed told after the list, or a name or pin in it, became another */
  constructor(parts: SnapshotServiceParts, changed: () => void) {
    this.parts = parts;
    this.changed = changed;
  }

  list(): Promise<readonly StoredSnapshot[]> {
    return this.parts.store.list();
  }

  async rename(id: string, name: string): Promise<StoredSnapshot> {
    return this.told(await this.parts.store.rename(id, name));
  }

  async pin(id: string, pinned: boolean): Promise<StoredSnapshot> {
    return this.told(await this.parts.store.pin(id, pinned));
  }

  async delete(id: string): Promise<void> {
    await this.parts.store.delete(id);
    this.changed();
  }

  read(id: string, signal: AbortSignal): Promise<ReadSnapshot> {
    return readSnapshot(this.parts, id, signal);
  }

  baselineOf(directory: string): Promise<Baseline | null> {
    return folderBaseline(this.parts, directory);
  }

  export(params: ExportParams, signal: AbortSignal): Promise<ExportedSnapshot> {
    return exportSnapshot(this.parts, params, signal);
  }

  private told(snapshot: StoredSnapshot): StoredSnapshot {
    this.changed();
    return snapshot;
  }
}
