import type { Analyser } from '../shared/analyser';
import { LeakLensError } from '../shared/errors';
import type { SourcePaths } from '../shared/follower';
import type { MemoryStatistics } from '../shared/memoryStatistics';
import type { Decoder, SnapshotStore } from '../shared/ports';
import type { SiteReport } from '../shared/siteReport';
import type { SnapshotFileName, StoredSnapshot } from '../shared/snapshot';

export interface ReadParts {
  readonly store: SnapshotStore;
  readonly decoder: Decoder;
  readonly analyser: Analyser;
  readonly paths: SourcePaths;
}

export interface ReadSnapshot {
  readonly snapshot: StoredSnapshot;
  readonly report: SiteReport;
  readonly memory: MemoryStatistics;
}

/** Decodes a snapshot and finds its lines in the workspace. @throws LeakLensError, `cancelled` when the signal says so */
export async function readSnapshot(parts: ReadParts, id: string, signal: AbortSignal): Promise<ReadSnapshot> {
  const { store, decoder, analyser, paths } = parts;
  const snapshot = await store.get(id);
  const read = async (file: SnapshotFileName) => {
    throwIfCancelled(signal, snapshot.target.name);
    return store.read(snapshot.id, file);
  };
  const heap = decoder.profile(await read('heap.pb.gz'), 'heap.pb.gz');
  const goroutines = decoder.profile(await read('goroutine.pb.gz'), 'goroutine.pb.gz');
  const memory = decoder.memoryStatistics(await read('heap.txt'), 'heap.txt');
  const hasDump = snapshot.files.some((file) => file.name === 'goroutine.txt');
  const dump = hasDump ? decoder.goroutineDump(await read('goroutine.txt'), 'goroutine.txt') : null;
  const observation = { atMillis: snapshot.capturedAtMillis, memory, heap, goroutines, dump };
  const resolve = await paths.prepare(analyser.recordedFiles(observation));
  throwIfCancelled(signal, snapshot.target.name);
  return { snapshot, report: analyser.createSiteTracker().observe(observation, resolve), memory };
}

/** @throws LeakLensError `cancelled` */
export function throwIfCancelled(signal: AbortSignal, subject: string): void {
  if (signal.aborted) throw new LeakLensError({ kind: 'cancelled', subject, detail: 'cancelled' });
}
