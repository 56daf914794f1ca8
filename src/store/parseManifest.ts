import type { SnapshotFileName, SnapshotManifest, SnapshotSummary } from '../shared/snapshot';
import type { Target } from '../shared/target';
import { isSnapshotId, isTargetId } from './safeName';

/** Every file a snapshot may hold. */
export const snapshotFileNames: readonly SnapshotFileName[] = [
  'heap.pb.gz',
  'goroutine.pb.gz',
  'heap.txt',
  'goroutine.txt',
];

/** Longest name a person can give a snapshot, in UTF-16 units. */
export const maxNameLength = 200;

const maxTextLength = 4_096;

/**
 * Reads the text of a manifest.json field by field; anybody may have edited it. Fields that are not known are dropped.
 * @returns null when anything is not as it should be
 */
export function parseManifest(text: string): SnapshotManifest | null {
  const fields = asFields(parseJson(text));
  if (fields?.version !== 1) return null;
  const { id, name, pinned, capturedAtMillis } = fields;
  const target = parseTarget(fields.target);
  const files = parseFiles(fields.files);
  const summary = parseSummary(fields.summary);
  if (typeof id !== 'string' || !isSnapshotId(id)) return null;
  if (!isText(name, maxNameLength) || !isAmount(capturedAtMillis)) return null;
  if (target === null || files === null || summary === null) return null;
  if (pinned !== undefined && typeof pinned !== 'boolean') return null;
  const stays = pinned === undefined ? {} : { pinned };
  return { version: 1, id, target, name, ...stays, capturedAtMillis, files, summary };
}

function parseTarget(value: unknown): Target | null {
  const { id, name, url } = asFields(value) ?? {};
  if (typeof id !== 'string' || !isTargetId(id)) return null;
  return isText(name, maxTextLength) && isText(url, maxTextLength) ? { id, name, url } : null;
}

function parseFiles(value: unknown): SnapshotManifest['files'] | null {
  if (!Array.isArray(value) || value.length > snapshotFileNames.length) return null;
  const files = value.map(parseFile).filter((file) => file !== null);
  const names = new Set(files.map((file) => file.name));
  return files.length === value.length && names.size === files.length ? files : null;
}

function parseFile(value: unknown): SnapshotManifest['files'][number] | null {
  const fields = asFields(value);
  const name = snapshotFileNames.find((known) => known === fields?.name);
  const bytes = fields?.bytes;
  return name !== undefined && isAmount(bytes) && Number.isSafeInteger(bytes) ? { name, bytes } : null;
}

function parseSummary(value: unknown): SnapshotSummary | null {
  const { liveHeap, heapAlloc, sys, goroutines } = asFields(value) ?? {};
  if (!isAmount(liveHeap) || !isAmount(heapAlloc) || !isAmount(sys) || !isAmount(goroutines)) return null;
  return { liveHeap, heapAlloc, sys, goroutines };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function asFields(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}

function isText(value: unknown, maxLength: number): value is string {
  return typeof value === 'string' && value.length <= maxLength;
}

/** A count, a size or a time. */
function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
