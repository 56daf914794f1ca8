import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LeakLensError } from '../../shared/model/errors';
import type { SnapshotDraft } from '../../shared/ports/stores';
import type { SnapshotAbout, SnapshotFileName, SnapshotManifest, StoredSnapshot } from '../../shared/model/snapshot';
import type { Target } from '../../shared/model/target/target';
import { privateFolder, syncFolder, writeNewFile } from '../files/durableFile';
import { makeOwnFolder } from '../files/ownFolder';
import { parseManifest } from './parseManifest';
import { isSnapshotFileName } from '../files/safeName';
import { draftFolder, manifestName } from './snapshotFolder';
import { storeError } from '../files/storeError';
import { toStoredForm } from '../files/toStoredForm';

interface DraftPlace {
  /** The folder `snapshots`. */
  readonly root: string;
  readonly id: string;
  readonly target: Target;
}

/** Writes into a hidden folder; one rename makes it a snapshot. */
export class FolderDraft implements SnapshotDraft {
  readonly id: string;
  private readonly place: DraftPlace;
  private readonly folder: string;
  private readonly files: { name: SnapshotFileName; bytes: number }[] = [];
  private readonly onCommit: (snapshot: StoredSnapshot) => Promise<void>;
  private ended = false;

  /** @param onCommit runs before `commit` resolves; it must not throw */
  constructor(place: DraftPlace, onCommit: (snapshot: StoredSnapshot) => Promise<void>) {
    this.id = place.id;
    this.place = place;
    this.folder = draftFolder(place.root, place.id);
    this.onCommit = onCommit;
  }

  async open(): Promise<void> {
    await makeOwnFolder(this.place.root);
    await mkdir(this.folder, { mode: privateFolder });
  }

  async write(file: SnapshotFileName, bytes: Uint8Array): Promise<void> {
    this.assertOpen();
    if (!isSnapshotFileName(file)) throw this.error(`not a file of a snapshot: ${JSON.stringify(file).slice(0, 80)}`);
    const stored = await toStoredForm(file, bytes);
    try {
      await writeNewFile(join(this.folder, file), stored);
      this.files.push({ name: file, bytes: stored.length });
    } catch (error) {
      throw storeError(error, join(this.folder, file));
    }
  }

  async commit(about: SnapshotAbout): Promise<StoredSnapshot> {
    this.assertOpen();
    this.ended = true;
    const { root, target, id } = this.place;
    const directory = join(root, target.id, id);
    const text = this.manifestText(about);
    const manifest = parseManifest(text);
    try {
      // What would not be listed must not be kept either.
      if (manifest === null) throw this.error('the numbers of the snapshot are not valid');
      await writeNewFile(join(this.folder, manifestName), Buffer.from(text));
      await syncFolder(this.folder);
      await makeOwnFolder(dirname(directory));
      await rename(this.folder, directory);
      await syncFolder(dirname(directory));
      const snapshot = { ...manifest, directory };
      await this.onCommit(snapshot);
      return snapshot;
    } catch (error) {
      await this.remove();
      throw storeError(error, directory);
    }
  }

  async abandon(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    await this.remove();
  }

  private manifestText({ runtime, capturedAtMillis, summary, missing }: SnapshotAbout): string {
    const { id, name, url } = this.place.target;
    const manifest: SnapshotManifest = {
      version: 2,
      id: this.id,
      runtime,
      target: { id, name, url },
      name: '',
      capturedAtMillis,
      files: this.files,
      summary,
      ...(missing !== undefined && { missing }),
    };
    return JSON.stringify(manifest, null, 2);
  }

  /** What cannot be removed now is swept at a later start. */
  private async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true }).catch(() => undefined);
  }

  private assertOpen(): void {
    if (this.ended) throw this.error('the snapshot is committed or abandoned already');
  }

  private error(detail: string): LeakLensError {
    return new LeakLensError({ kind: 'store', subject: this.folder, detail });
  }
}
