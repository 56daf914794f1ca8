import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { LeakLensError } from '../../shared/model/errors';
import type { SnapshotDraft } from '../../shared/ports/stores';
import type { SnapshotAbout, SnapshotFileName, SnapshotManifest, StoredSnapshot } from '../../shared/model/snapshot';
import type { Target } from '../../shared/model/target';
import { syncFolder, writeNewFile } from '../files/durableFile';
import { makeFolders } from '../files/makeFolders';
import { parseManifest } from './parseManifest';
import { createSnapshotId, randomName } from '../files/safeName';
import { manifestName } from './snapshotFolder';
import { storeError, writeError } from '../files/storeError';
import { toStoredForm } from './toStoredForm';

/**
 * Begins a snapshot in a folder of a person's choice. A folder that is new or empty becomes the snapshot; in one that holds
 * something, the snapshot is a new folder named after its moment. There is no manifest before the snapshot is whole.
 * @throws LeakLensError `store`
 */
export async function beginCapture(directory: string, target: Target): Promise<SnapshotDraft> {
  const chosen = resolve(directory);
  const id = createSnapshotId(new Date());
  try {
    const made = await makeFolders(chosen);
    const place = (await readdir(chosen)).length === 0 ? chosen : join(chosen, id);
    const draft = join(chosen, `.draft-${randomName()}`);
    await mkdir(draft);
    return new CaptureDraft({ id, target, draft, place, isNew: made.length > 0 });
  } catch (error) {
    throw writeError(error, chosen);
  }
}

interface CapturePlace {
  readonly id: string;
  readonly target: Target;
  /** Where files are written first: on the same disk as `place`, so that they can be moved. */
  readonly draft: string;
  readonly place: string;
  /** The chosen folder was made for this snapshot. */
  readonly isNew: boolean;
}

class CaptureDraft implements SnapshotDraft {
  readonly id: string;
  private readonly at: CapturePlace;
  private readonly files: { name: SnapshotFileName; bytes: number }[] = [];

  constructor(at: CapturePlace) {
    this.id = at.id;
    this.at = at;
  }

  async write(file: SnapshotFileName, bytes: Uint8Array): Promise<void> {
    const stored = await toStoredForm(file, bytes);
    await this.guard(() => writeNewFile(join(this.at.draft, file), stored));
    this.files.push({ name: file, bytes: stored.length });
  }

  async commit(about: SnapshotAbout): Promise<StoredSnapshot> {
    const { id, target, draft, place } = this.at;
    const { runtime, capturedAtMillis, summary } = about;
    const said = { name: '', capturedAtMillis, files: this.files, summary };
    const manifest: SnapshotManifest = { version: 2, id, runtime, target, ...said };
    const text = JSON.stringify(manifest, null, 2);
    // What the extension could not read back must not be kept.
    if (parseManifest(text) === null) {
      throw new LeakLensError({ kind: 'store', subject: place, detail: 'the numbers of the snapshot are not valid' });
    }
    await this.guard(async () => {
      await writeNewFile(join(draft, manifestName), Buffer.from(text));
      await this.publish();
    });
    return { ...manifest, directory: place };
  }

  async abandon(): Promise<void> {
    const { draft, place, isNew } = this.at;
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
    // Anything else that came to be in it meanwhile keeps the folder.
    if (isNew) await rmdir(place).catch(() => undefined);
  }

  /** The manifest comes last: a snapshot without one is not whole. */
  private async publish(): Promise<void> {
    const { draft, place } = this.at;
    if (dirname(draft) !== place) await rename(draft, place);
    else {
      const names = [...this.files.map(({ name }) => name), manifestName];
      for (const name of names) await rename(join(draft, name), join(place, name));
      await rmdir(draft);
    }
    await syncFolder(place);
  }

  private async guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      throw storeError(error, this.at.place);
    }
  }
}
