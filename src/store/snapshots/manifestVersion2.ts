import { isSeriesId } from '../../shared/model/series/series';
import type { SnapshotManifest, SnapshotSummary } from '../../shared/model/snapshot';
import { asFields, isAmount, parseFiles, type Fields } from './manifestFields';
import { isSnapshotFileName } from '../files/safeName';

/** More than any runtime has. */
const maxFiles = 32;
const maxNumbers = 64;

/** What a program calls a runtime, not a person. */
const runtimeId = /^[a-z][A-Za-z0-9]{0,39}$/;

/** What version 2 leaves to the runtime: which one, its files and its numbers. @returns null when anything is not as it should be */
export function partsOfVersion2(fields: Fields): Pick<SnapshotManifest, 'runtime' | 'files' | 'summary'> | null {
  const { runtime } = fields;
  const files = parseFiles(fields['files'], maxFiles, isSnapshotFileName);
  const summary = parseSummary(fields['summary']);
  if (typeof runtime !== 'string' || !runtimeId.test(runtime) || files === null || summary === null) return null;
  return { runtime, files, summary };
}

function parseSummary(value: unknown): SnapshotSummary | null {
  const entries = Object.entries(asFields(value) ?? {});
  if (asFields(value) === null || entries.length > maxNumbers) return null;
  const known = entries.flatMap(([name, amount]) =>
    isSeriesId(name) && isAmount(amount) ? [[name, amount] as const] : [],
  );
  return known.length === entries.length ? Object.fromEntries(known) : null;
}
