import type { Target } from '../../shared/model/target/target';
import { isTargetId } from '../files/safeName';

/** Fields that a manifest has in every version. Anybody may have edited it, so each is looked at; null is for what is not as it should be. */

const maxTextLength = 4_096;

export type Fields = Readonly<Record<string, unknown>>;

export function asFields(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}

export function isText(value: unknown, maxLength: number): value is string {
  return typeof value === 'string' && value.length <= maxLength;
}

/** A count, a size or a time. */
export function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

export function parseTarget(value: unknown): Target | null {
  const { id, name, url } = asFields(value) ?? {};
  if (typeof id !== 'string' || !isTargetId(id)) return null;
  return isText(name, maxTextLength) && isText(url, maxTextLength) ? { id, name, url } : null;
}

export interface ListedFile {
  readonly name: string;
  readonly bytes: number;
}

/** @param isKnown whether a file may have this name */
export function parseFiles(
  value: unknown,
  maxFiles: number,
  isKnown: (name: string) => boolean,
): readonly ListedFile[] | null {
  if (!Array.isArray(value) || value.length > maxFiles) return null;
  const files = value.map((file) => parseFile(file, isKnown)).filter((file) => file !== null);
  const names = new Set(files.map((file) => file.name));
  return files.length === value.length && names.size === files.length ? files : null;
}

function parseFile(value: unknown, isKnown: (name: string) => boolean): ListedFile | null {
  const { name, bytes } = asFields(value) ?? {};
  if (typeof name !== 'string' || !isKnown(name)) return null;
  return isAmount(bytes) && Number.isSafeInteger(bytes) ? { name, bytes } : null;
}
