import { join } from 'node:path';
import { parsedJson } from '../../shared/base/parsedJson';
import type { Target } from '../../shared/model/target/target';
import { replaceFile } from '../files/durableFile';
import { readUnlinked } from '../files/readUnlinked';
import { randomName } from '../files/safeName';

/** Says whose past a folder holds, also while nobody follows the target. */
const fileName = 'target.json';
const maxBytes = 64 * 1024;

/** Writes it when it is not there, or says something else. */
export async function nameTarget(folder: string, { id, name, url }: Target): Promise<void> {
  const known = await readTarget(folder, id);
  if (known?.name === name && known.url === url) return;
  const bytes = Buffer.from(JSON.stringify({ id, name, url }));
  await replaceFile(join(folder, fileName), join(folder, `.${randomName()}.tmp`), bytes);
}

/** Null where it is missing or names another one. */
export async function readTarget(folder: string, targetId: string): Promise<Target | null> {
  const text = await readUnlinked(join(folder, fileName), maxBytes).catch(() => null);
  const parsed = text === null ? null : parsedJson(text.toString('utf8'));
  const { id, name, url } = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as Partial<Target>;
  return id === targetId && typeof name === 'string' && typeof url === 'string' ? { id, name, url } : null;
}
