import type { MemoryStatistics } from '../../shared/model/process/memoryStatistics';
import type { SnapshotFileName, SnapshotManifest } from '../../shared/model/snapshot';
import type { SourcePaths } from '../../shared/ports/follower';
import type { ReadAnswer, TakenRequest, TargetReader } from '../../shared/ports/targetReader';

/** The files of a moment, wherever they are kept. */
export interface KeptMoment extends Pick<SnapshotManifest, 'files' | 'capturedAtMillis'> {
  /** @throws LeakLensError */
  readonly read: (file: SnapshotFileName) => Promise<ReadAnswer>;
}

export interface ReadMoment {
  readonly memory: MemoryStatistics;
  /** Local paths in the workspace by recorded file. */
  readonly files: ReadonlyMap<string, string>;
}

/** What was asked for each file, in the order in which a reader takes them. */
const requests: readonly (readonly [SnapshotFileName, TakenRequest])[] = [
  ['heap.pb.gz', 'heap'],
  ['goroutine.pb.gz', 'goroutine'],
  ['goroutine.txt', 'goroutine-dump'],
];

/** Has a reader take in the files of a moment, and finds their lines in the workspace. @throws LeakLensError */
export async function readFiles(
  reader: TargetReader,
  { files: kept, capturedAtMillis, read }: KeptMoment,
  paths: SourcePaths,
  signal?: AbortSignal,
): Promise<ReadMoment> {
  for (const [file, request] of requests) {
    // Only the dump may be missing; of another one the store says so.
    if (file === 'goroutine.txt' && !kept.some(({ name }) => name === file)) continue;
    await reader.take({ request, ...(await read(file)) }, signal);
  }
  const memory = await reader.memoryStatistics(await read('heap.txt'), signal);
  const moment = { atMillis: capturedAtMillis, residentBytes: null, memory };
  const { recorded } = await reader.gather({ ...moment, taken: { heap: true, goroutines: true } }, signal);
  const resolve = await paths.prepare(recorded);
  const files = [...recorded.keys()].flatMap((file): [string, string][] => {
    const path = resolve(file);
    return path === null ? [] : [[file, path]];
  });
  return { memory, files: new Map(files) };
}
