import type { MemoryStatistics } from '../../../shared/model/process/memoryStatistics';
import type { RecordedFiles } from '../../../shared/model/sourcePaths';
import type { SnapshotFileName } from '../../../shared/model/snapshot';
import type { SourcePaths } from '../../../shared/ports/workspacePaths';
import type { KeptMoment } from '../../../shared/ports/runtime/moments';
import type { TakenRequest, TargetReader } from '../../../shared/ports/runtime/targetReader';

/** What the files of a moment say by themselves. */
export interface TakenFiles {
  /** Null where the service did not tell them. */
  readonly memory: MemoryStatistics | null;
  /** Local paths in the workspace by recorded file. */
  readonly files: ReadonlyMap<string, string>;
  readonly recorded: RecordedFiles;
}

/** What was asked for each file, in the order in which a reader takes them. */
const requests: readonly (readonly [SnapshotFileName, TakenRequest])[] = [
  ['heap.pb.gz', 'heap'],
  ['goroutine.pb.gz', 'goroutine'],
  ['goroutine.txt', 'goroutine-dump'],
];

/**
 * Has a reader take in the files of a moment, and finds their lines in the workspace. What the manifest does not list was not offered,
 * or not wanted; of what it lists and is gone, the store says so.
 * @throws LeakLensError
 */
export async function readFiles(
  reader: TargetReader,
  { files: kept, capturedAtMillis, read }: KeptMoment,
  paths: Pick<SourcePaths, 'prepare'>,
  signal?: AbortSignal,
): Promise<TakenFiles> {
  const listed = new Set(kept.map(({ name }) => name));
  for (const [file, request] of requests) {
    if (listed.has(file)) await reader.take({ request, ...(await read(file)) }, signal);
  }
  const memory = listed.has('heap.txt') ? await reader.memoryStatistics(await read('heap.txt'), signal) : null;
  const taken = { heap: listed.has('heap.pb.gz'), goroutines: listed.has('goroutine.pb.gz') };
  const end = { atMillis: capturedAtMillis, residentBytes: null, memory, taken };
  const { recorded } = await reader.gather(end, signal);
  const resolve = await paths.prepare(recorded);
  const files = [...recorded.keys()].flatMap((file): [string, string][] => {
    const path = resolve(file);
    return path === null ? [] : [[file, path]];
  });
  return { memory, files: new Map(files), recorded };
}
