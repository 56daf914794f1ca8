import { lstat, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { StoredSnapshot } from '../../shared/model/snapshot';
import { namesInOwnFolder } from '../files/ownFolder';
import { parseManifest } from './parseManifest';
import { readUnlinked } from '../files/readUnlinked';
import { isSnapshotId, isTargetId, randomName } from '../files/safeName';

/**
 * The folder `snapshots`: one folder a target, in it one a snapshot, in it the files and `manifest.json`. What begins
 * with a dot is out of sight: `.draft-…` is being written (a snapshot, or a new manifest of one), `.trash-…` is being
 * deleted.
 */

export const manifestName = 'manifest.json';

const maxManifestBytes = 64 * 1024;

export function draftFolder(root: string, id: string): string {
  return join(root, `.draft-${id}`);
}

/** All whole snapshots, in no order. */
export async function readAll(root: string): Promise<StoredSnapshot[]> {
  const targets = (await namesInOwnFolder(root)).filter(isTargetId);
  return (await Promise.all(targets.map((target) => readTarget(join(root, target))))).flat();
}

async function readTarget(folder: string): Promise<StoredSnapshot[]> {
  const ids = await snapshotIdsIn(folder).catch((): string[] => []);
  const snapshots = await Promise.all(ids.map((id) => readSnapshot(folder, id)));
  return snapshots.filter((snapshot) => snapshot !== null);
}

/** A symbolic link is not followed, so it holds none. */
async function snapshotIdsIn(folder: string): Promise<string[]> {
  return (await isFolder(folder)) ? (await readdir(folder)).filter(isSnapshotId) : [];
}

/** The snapshot with this id, whoever's target; null when there is none that is whole. */
export async function findSnapshot(root: string, id: string): Promise<StoredSnapshot | null> {
  if (!isSnapshotId(id)) return null;
  for (const target of (await namesInOwnFolder(root)).filter(isTargetId)) {
    const ids = await snapshotIdsIn(join(root, target)).catch((): string[] => []);
    const snapshot = ids.includes(id) ? await readSnapshot(join(root, target), id) : null;
    if (snapshot !== null) return snapshot;
  }
  return null;
}

/** Whole means: a valid manifest that names this very place, and each file it lists is there with its size. */
async function readSnapshot(folder: string, id: string): Promise<StoredSnapshot | null> {
  const directory = join(folder, id);
  try {
    if (!(await isFolder(directory))) return null;
    const text = await readUnlinked(join(directory, manifestName), maxManifestBytes);
    const manifest = parseManifest(text.toString('utf8'));
    if (manifest?.id !== id || manifest.target.id !== basename(folder)) return null;
    for (const file of manifest.files) {
      const stat = await lstat(join(directory, file.name));
      if (!stat.isFile() || stat.size !== file.bytes) return null;
    }
    return { ...manifest, directory };
  } catch {
    // Damaged, unreadable, or deleted meanwhile by another window: not a snapshot that can be shown.
    return null;
  }
}

/** Takes the snapshot out of sight in one step, then removes it; what a crash leaves of it is swept later. */
export async function removeSnapshot(root: string, snapshot: StoredSnapshot): Promise<void> {
  const trash = join(root, `.trash-${randomName()}`);
  await rename(snapshot.directory, trash);
  await rm(trash, { recursive: true, force: true }).catch(() => undefined);
}

async function isFolder(path: string): Promise<boolean> {
  return (await lstat(path)).isDirectory();
}
