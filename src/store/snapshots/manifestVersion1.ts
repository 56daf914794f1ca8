import type { SnapshotManifest, SnapshotSummary } from '../../shared/model/snapshot';
import { asFields, isAmount, parseFiles, type Fields } from './manifestFields';

/** What version 0.1.0 knew: one runtime, four files, four numbers. */
const files = ['heap.pb.gz', 'goroutine.pb.gz', 'heap.txt', 'goroutine.txt'];
const numbers = ['liveHeap', 'heapAlloc', 'sys', 'goroutines'];

/** What a manifest of version 1 has in its own way, as version 2 says it. @returns null when anything is not as it should be */
export function partsOfVersion1(fields: Fields): Pick<SnapshotManifest, 'runtime' | 'files' | 'summary'> | null {
  const listed = parseFiles(fields['files'], files.length, (name) => files.includes(name));
  const summary = parseSummary(fields['summary']);
  return listed === null || summary === null ? null : { runtime: 'go', files: listed, summary };
}

function parseSummary(value: unknown): SnapshotSummary | null {
  const fields = asFields(value) ?? {};
  const known = numbers.flatMap((name) => (isAmount(fields[name]) ? [[name, fields[name]] as const] : []));
  return known.length === numbers.length ? Object.fromEntries(known) : null;
}
