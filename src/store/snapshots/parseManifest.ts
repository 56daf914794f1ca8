import type { SnapshotManifest } from '../../shared/model/snapshot';
import { asFields, isAmount, isText, parseTarget, type Fields } from './manifestFields';
import { partsOfVersion1 } from './manifestVersion1';
import { partsOfVersion2 } from './manifestVersion2';
import { isSnapshotId } from '../files/safeName';
import { parsedJson } from '../../shared/base/parsedJson';

/** Longest name a person can give a snapshot, in UTF-16 units. */
export const maxNameLength = 200;

/** Of the reason why a service does not offer something. */
const maxWhyLength = 1000;
const maxMissing = 64;

/**
 * Reads the text of a manifest.json field by field; anybody may have edited it. Fields that are not known are dropped. What an
 * earlier version wrote is read as if this one had.
 * @returns null when anything is not as it should be
 */
export function parseManifest(text: string): SnapshotManifest | null {
  const fields = asFields(parsedJson(text)) ?? {};
  const { id, name, pinned, capturedAtMillis } = fields;
  const target = parseTarget(fields['target']);
  const parts = partsOf(fields);
  if (typeof id !== 'string' || !isSnapshotId(id)) return null;
  if (!isText(name, maxNameLength) || !isAmount(capturedAtMillis)) return null;
  if (target === null || parts === null) return null;
  if (pinned !== undefined && typeof pinned !== 'boolean') return null;
  const missing = parseMissing(fields['missing']);
  if (missing === null) return null;
  const stays = pinned === undefined ? {} : { pinned };
  return { version: 2, id, target, name, ...stays, capturedAtMillis, ...parts, ...missing };
}

/** What is no name of a kind is left out. @returns null when it is no list */
function parseMissing(value: unknown): Pick<SnapshotManifest, 'missing'> | null {
  if (value === undefined) return {};
  if (!Array.isArray(value) || value.length > maxMissing) return null;
  const missing = value.flatMap((item: unknown) => {
    const { kind, why } = asFields(item) ?? {};
    return isKind(kind) && isText(why, maxWhyLength) ? [{ kind, why }] : [];
  });
  return { missing };
}

/** Names that runtimes give: they are looked up, and shown where nobody knows them. */
function isKind(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z][a-z0-9-]{0,39}$/.test(value);
}

function partsOf(fields: Fields) {
  switch (fields['version']) {
    case 1:
      return partsOfVersion1(fields);
    case 2:
      return partsOfVersion2(fields);
    default:
      return null;
  }
}
