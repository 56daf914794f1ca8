import { stat, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { LeakLensError } from '../../shared/model/errors';
import type { IgnoreRule } from '../../shared/model/finding';
import { ignoreFileName } from '../../shared/base/ignoreRules';
import type { WorkspaceIgnores } from '../../shared/ports/stores';
import { replaceFile } from '../files/durableFile';
import { ignoreFiles } from './ignoreFile';
import { readUnlinked } from '../files/readUnlinked';
import { randomName } from '../files/safeName';
import { storeError } from '../files/storeError';

const maxBytes = 4 * 1024 * 1024;

/** `.leaklens.json` as the editor reads and writes it: the same file that the command line obeys. */
export const workspaceIgnores: WorkspaceIgnores = { ...ignoreFiles, add, remove };

async function add(folder: string, rule: IgnoreRule): Promise<string> {
  const nearest = await ignoreFiles.nearest(folder);
  const path = nearest?.path ?? join(resolve(folder), ignoreFileName);
  const before = nearest === null ? emptyFile : await readWhole(path);
  await write(path, before, [...rulesWithout(before, rule.id), toEntry(rule)]);
  return path;
}

async function remove(folder: string, id: string): Promise<string | null> {
  const nearest = await ignoreFiles.nearest(folder);
  if (nearest?.rules.some((rule) => rule.id === id) !== true) return null;
  const before = await readWhole(nearest.path);
  const left = rulesWithout(before, id);
  if (left.length === 0 && hasRulesAlone(before)) await removeFile(nearest.path);
  else await write(nearest.path, before, left);
  return nearest.path;
}

/** Nobody keeps anything else in it: without a rule it would be a file that says nothing. */
function hasRulesAlone({ content }: WholeFile): boolean {
  return Object.keys(content).every((key) => key === 'ignore' || key === '$schema');
}

async function removeFile(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    throw storeError(error, path);
  }
}

/** A file as it stands: people and other programs may keep things of their own in it, and in its rules. */
interface WholeFile {
  readonly text: string;
  readonly content: Readonly<Record<string, unknown>>;
  /** Permissions: the file is the workspace's, and everybody who can read that may read it. */
  readonly mode: number;
}

const emptyFile: WholeFile = { text: '', content: {}, mode: 0o666 };

async function readWhole(path: string): Promise<WholeFile> {
  try {
    const text = new TextDecoder().decode(await readUnlinked(path, maxBytes));
    const content: unknown = JSON.parse(text);
    if (typeof content !== 'object' || content === null) throw new Error('not an object');
    return { text, content: { ...content }, mode: (await stat(path)).mode & 0o777 };
  } catch (error) {
    // It was read as rules a moment ago, so somebody is writing it.
    const { detail } = storeError(error, path).problem;
    throw new LeakLensError({ kind: 'unreadable', subject: path, detail }, error);
  }
}

function rulesWithout({ content }: WholeFile, id: string): readonly unknown[] {
  const { ignore: rules } = content;
  const isOther = (rule: unknown) => !(typeof rule === 'object' && rule !== null && 'id' in rule && rule.id === id);
  return Array.isArray(rules) ? rules.filter(isOther) : [];
}

/** Indented, and with the ends of lines, as before. */
async function write(path: string, { text, content, mode }: WholeFile, ignore: readonly unknown[]): Promise<void> {
  const indent = /^[ \t]+(?=\S)/m.exec(text)?.[0] ?? '  ';
  const unix = `${JSON.stringify({ ...content, ignore }, undefined, indent)}\n`;
  const written = text.includes('\r\n') ? unix.replaceAll('\n', '\r\n') : unix;
  try {
    await replaceFile(path, `${path}.${randomName()}.tmp`, Buffer.from(written), mode);
  } catch (error) {
    throw storeError(error, path);
  }
}

function toEntry({ id, reason, until }: IgnoreRule) {
  return until === null ? { id, reason } : { id, reason, until };
}
