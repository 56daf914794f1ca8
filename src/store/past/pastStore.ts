import { lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LeakLensError } from '../../shared/model/errors';
import type { NewMoment, PastMoment } from '../../shared/model/pastMoment';
import type { SnapshotFileName } from '../../shared/model/snapshot';
import type { Target } from '../../shared/model/target/target';
import type { Clock } from '../../shared/ports/clock';
import type { PastStore } from '../../shared/ports/stores';
import { privateFolder, syncFolder, writeNewFile } from '../files/durableFile';
import { assertNotLinked, makeOwnFolder, namesInOwnFolder } from '../files/ownFolder';
import { readUnlinked } from '../files/readUnlinked';
import { isSnapshotFileName, isTargetId, randomName } from '../files/safeName';
import { storeError } from '../files/storeError';
import { sweepAbandoned } from '../files/sweepAbandoned';
import { toStoredForm } from '../files/toStoredForm';
import { momentName, parseMomentName } from './momentName';
import { nameTarget, readTarget } from './targetFile';
import { surplusPast } from './thinPast';
import { sweepPast } from './sweepPast';

export interface PastStoreOptions {
  /** Absolute folder; the past is in `past` below it. Made when needed. */
  readonly directory: string;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * The folder `past`: one folder a target, in it one a moment, which its name tells of, in it the files. What begins with a dot is being
 * written or deleted. Nothing is held between calls, so several windows may keep the past of the same target.
 */
export function createPastStore({ directory, clock }: PastStoreOptions): PastStore {
  return new FolderStore(join(directory, 'past'), clock);
}

class FolderStore implements PastStore {
  private readonly root: string;
  private readonly clock: Pick<Clock, 'now'>;
  private swept: Promise<void> | undefined;

  constructor(root: string, clock: Pick<Clock, 'now'>) {
    this.root = root;
    this.clock = clock;
  }

  targets(): Promise<readonly Target[]> {
    return this.guard(async () => {
      const names = (await namesInOwnFolder(this.root)).filter(isTargetId);
      const targets = await Promise.all(names.map((id) => readTarget(join(this.root, id), id)));
      return targets.filter((target) => target !== null);
    });
  }

  list(targetId: string): Promise<readonly PastMoment[]> {
    return this.guard(async () => {
      const folder = this.folderOf(targetId);
      await assertNotLinked(this.root);
      const found = await Promise.all((await namesInOwnFolder(folder)).map((name) => readMoment(folder, name)));
      return found.filter((moment) => moment !== null).sort((a, b) => a.atMillis - b.atMillis);
    });
  }

  keep(target: Target, { files, ...moment }: NewMoment, maxBytes: number): Promise<void> {
    return this.guard(async () => {
      const folder = this.folderOf(target.id);
      await makeOwnFolder(this.root);
      await makeOwnFolder(folder);
      await nameTarget(folder, target);
      this.swept ??= this.sweep();
      await this.swept;
      const draft = join(this.root, `.draft-${randomName()}`);
      try {
        await mkdir(draft, { mode: privateFolder });
        for (const [name, bytes] of files)
          await writeNewFile(join(draft, named(name)), await toStoredForm(name, bytes));
        await syncFolder(draft);
        await rename(draft, join(folder, momentName(moment)));
      } finally {
        await rm(draft, { recursive: true, force: true });
      }
      await this.thin(target.id, maxBytes);
    });
  }

  read(targetId: string, atMillis: number, file: SnapshotFileName): Promise<Uint8Array> {
    return this.guard(async () => {
      const moment = (await this.list(targetId)).find((one) => one.atMillis === atMillis);
      const listed = moment?.files.find(({ name }) => name === file);
      if (moment === undefined || listed === undefined) {
        const detail = 'nothing is kept of that moment any more';
        throw new LeakLensError({ kind: 'not-found', subject: file, detail });
      }
      return readUnlinked(join(this.folderOf(targetId), momentName(moment), listed.name), listed.bytes);
    });
  }

  delete(targetId: string): Promise<void> {
    return this.guard(async () => {
      await assertNotLinked(this.root);
      await this.remove(this.folderOf(targetId));
    });
  }

  private async thin(targetId: string, maxBytes: number): Promise<void> {
    for (const moment of surplusPast(await this.list(targetId), this.clock.now(), maxBytes))
      await this.remove(join(this.folderOf(targetId), momentName(moment)));
  }

  /** Out of sight in one step, then gone. What another window has removed meanwhile is gone as well. */
  private async remove(path: string): Promise<void> {
    const trash = join(this.root, `.trash-${randomName()}`);
    try {
      await rename(path, trash);
    } catch (error) {
      if (storeError(error, path).problem.kind === 'not-found') return;
      throw error;
    }
    await rm(trash, { recursive: true, force: true });
  }

  private async sweep(): Promise<void> {
    const now = this.clock.now();
    await sweepAbandoned(this.root, now).catch(() => undefined);
    await sweepPast(this.root, now, (path) => this.remove(path)).catch(() => undefined);
  }

  private folderOf(targetId: string): string {
    if (isTargetId(targetId)) return join(this.root, targetId);
    throw new LeakLensError({ kind: 'store', subject: targetId.slice(0, 80), detail: 'not the id of a target' });
  }

  private async guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw storeError(error, this.root);
    }
  }
}

function named(file: SnapshotFileName): SnapshotFileName {
  if (isSnapshotFileName(file)) return file;
  throw new LeakLensError({ kind: 'store', subject: file.slice(0, 80), detail: 'not a file of a moment' });
}

/** Null for what is no moment: a link, a file, or what another window has just removed. */
async function readMoment(folder: string, name: string): Promise<PastMoment | null> {
  const moment = parseMomentName(name);
  if (moment === null) return null;
  const directory = join(folder, name);
  try {
    if (!(await lstat(directory)).isDirectory()) return null;
    const names = (await readdir(directory)).filter(isSnapshotFileName).sort();
    const stats = await Promise.all(names.map((file) => lstat(join(directory, file))));
    const files = names.flatMap((file, index) => {
      const stat = stats[index];
      return stat?.isFile() === true ? [{ name: file, bytes: stat.size }] : [];
    });
    return files.length === 0 ? null : { ...moment, files };
  } catch {
    return null;
  }
}
