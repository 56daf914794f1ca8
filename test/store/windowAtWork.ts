// Run as a process of its own: one window of two on the same store. Captures, abandons, pins, renames and deletes at random,
// as often as it is told, and fails for any trouble but that a snapshot is gone.
import { createHash } from 'node:crypto';
import process from 'node:process';
import { LeakLensError } from '../../src/shared/model/errors';
import { createSeriesStore } from '../../src/store/series/seriesStore';
import { createSnapshotStore } from '../../src/store/snapshots/snapshotStore';
import { point } from '../webview/trends/seriesBuilder';
import { systemClock } from '../../src/systemClock';

const [directory = '', rounds = '0', window = ''] = process.argv.slice(2);
const store = createSnapshotStore({
  clock: systemClock,
  directory,
  limits: { maxSnapshots: 10, maxTotalBytes: 2_000_000 },
});
const series = createSeriesStore({ directory, clock: { now: () => Date.UTC(2026, 0, 2, 13) }, guarded: [] });
const targets = ['target-0', 'target-1'].map((id) => ({ id, name: id, url: `http://${id}/debug/pprof/` }));
const summary = { liveHeap: 1, heapAlloc: 2, sys: 3, goroutines: 4 };

function pick<T>(all: readonly T[]): T | undefined {
  return all[Math.floor(Math.random() * all.length)];
}

/** A text that tells whether it is whole: the hash of the rest comes first. */
function sealed(): Buffer {
  const rest = Buffer.alloc(Math.floor(Math.random() * 100_000), `${window} ${Math.random()}\n`);
  return Buffer.concat([Buffer.from(createHash('sha256').update(rest).digest('hex')), rest]);
}

async function capture(): Promise<void> {
  const draft = await store.begin(pick(targets) ?? targets[0]!);
  await draft.write('heap.txt', sealed());
  if (Math.random() < 0.2) return draft.abandon();
  await draft.write('goroutine.txt', sealed());
  await draft.commit({ runtime: 'go', capturedAtMillis: Date.now(), summary });
}

async function touch(): Promise<void> {
  const id = pick(await store.list())?.id;
  if (id === undefined) return;
  const what = Math.random();
  if (what < 0.3) await store.rename(id, `named by ${window}`);
  else if (what < 0.6) await store.pin(id, Math.random() < 0.4);
  else if (what < 0.8) await store.delete(id);
  else await store.read(id, 'heap.txt');
}

async function main(): Promise<void> {
  for (let round = 0; round < Number(rounds); round += 1) {
    await series.append(targets[0]!, point({ at: round, goroutines: round }));
    await (Math.random() < 0.5 ? capture() : touch()).catch((error: unknown) => {
      if (!(error instanceof LeakLensError) || error.problem.kind !== 'not-found') throw error;
    });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${window}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
