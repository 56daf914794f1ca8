import { lstat, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { LeakLensError } from '../../shared/model/errors';
import type { SnapshotDraft } from '../../shared/ports/stores';
import type { SnapshotAbout, SnapshotFileName, SnapshotManifest, StoredSnapshot } from '../../shared/model/snapshot';
import type { Target } from '../../shared/model/target/target';
import { syncFolder, writeNewFile } from '../files/durableFile';
import { makeFolders, removeFolders } from '../files/makeFolders';
import { parseManifest } from './parseManifest';
import { createSnapshotId, randomName } from '../files/safeName';
import { manifestName } from './snapshotFolder';
import { errorCode, isMissing, storeError, writeError } from '../files/storeError';
import { toStoredForm } from '../files/toStoredForm';
import type { Clock } from '../../shared/ports/clock';

/**
 * What begins a snapshot in a folder of a person's choice. It is written out of sight. A folder that is new comes to be by one rename; in one
 * that holds something, the snapshot is a new folder, named after its moment, by one rename. An empty folder of the person's stays
 * what it is (it may be mounted, or be where a shell stands): the files are moved into it, the manifest last, without which there is
 * no snapshot.
 * @throws LeakLensError `store`
 */
export function captureWriter(
  clock: Pick<Clock, 'now'>,
): (directory: string, target: Target) => Promise<SnapshotDraft> {
  return (directory, target) => beginCapture(resolve(directory), target, createSnapshotId(clock.now()));
}

async function beginCapture(chosen: string, target: Target, id: string): Promise<SnapshotDraft> {
  try {
    const isNew = await isFree(chosen);
    const made = isNew ? await makeFolders(dirname(chosen)) : [];
    // On the same disk as the snapshot, so that it can be renamed.
    const draft = isNew ? join(dirname(chosen), `.${basename(chosen)}-${randomName()}`) : join(chosen, hiddenName());
    await makeDraft(draft, made);
    return new CaptureDraft({ id, target, chosen, draft, made, isNew });
  } catch (error) {
    throw writeError(error, chosen);
  }
}

async function isFree(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return false;
  } catch (error) {
    if (isMissing(errorCode(error))) return true;
    throw error;
  }
}

function hiddenName(): string {
  return `.draft-${randomName()}`;
}

async function makeDraft(draft: string, made: readonly string[]): Promise<void> {
  try {
    await mkdir(draft);
  } catch (error) {
    await removeFolders(made);
    throw error;
  }
}

interface CapturePlace {
  readonly id: string;
  readonly target: Target;
  readonly chosen: string;
  /** The hidden folder. */
  readonly draft: string;
  /** Folders made on the way to it, outermost first. */
  readonly made: readonly string[];
  /** There was no chosen folder at the beginning. */
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
    const { id, target, chosen, draft } = this.at;
    const { runtime, capturedAtMillis, summary, missing } = about;
    const said = { name: '', capturedAtMillis, files: this.files, summary, ...(missing !== undefined && { missing }) };
    const manifest: SnapshotManifest = { version: 2, id, runtime, target, ...said };
    const text = JSON.stringify(manifest, null, 2);
    // What the extension could not read back must not be kept.
    if (parseManifest(text) === null) {
      throw new LeakLensError({ kind: 'store', subject: chosen, detail: 'the numbers of the snapshot are not valid' });
    }
    return this.guard(async () => {
      await writeNewFile(join(draft, manifestName), Buffer.from(text));
      await syncFolder(draft);
      const directory = await this.publish();
      await syncFolder(dirname(directory));
      return { ...manifest, directory };
    });
  }

  async abandon(): Promise<void> {
    const { draft, made } = this.at;
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
    await removeFolders(made);
  }

  /** @returns the folder that is the snapshot now */
  private async publish(): Promise<string> {
    const { chosen, draft, id, isNew } = this.at;
    if (isNew && (await isFree(chosen))) {
      await rename(draft, chosen);
      return chosen;
    }
    const others = (await readdir(chosen)).filter((name) => join(chosen, name) !== draft);
    if (others.length === 0) {
      await this.moveInto(chosen);
      return chosen;
    }
    await rename(draft, join(chosen, id));
    return join(chosen, id);
  }

  /** All or nothing: what was moved goes again when the rest cannot follow. */
  private async moveInto(chosen: string): Promise<void> {
    const { draft } = this.at;
    const moved: string[] = [];
    try {
      for (const name of [...this.files.map((file) => file.name), manifestName]) {
        await rename(join(draft, name), join(chosen, name));
        moved.push(name);
      }
    } catch (error) {
      for (const name of moved) await rm(join(chosen, name), { force: true });
      throw error;
    }
    await rmdir(draft);
    await syncFolder(chosen);
  }

  private async guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw storeError(error, this.at.chosen);
    }
  }
}
