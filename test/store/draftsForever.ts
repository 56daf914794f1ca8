// Run as a process of its own: captures snapshots without end, until somebody kills it.
import process from 'node:process';
import { createSnapshotStore } from '../../src/store/snapshotStore';

async function main(): Promise<never> {
  const store = createSnapshotStore({ directory: process.argv[2] ?? '' });
  const target = { id: 'target-0', name: 'target', url: 'http://localhost:6060/debug/pprof/' };
  const text = Buffer.alloc(200_000, 'heap profile\n');
  for (;;) {
    const draft = await store.begin(target);
    await draft.write('heap.txt', text);
    await draft.write('goroutine.txt', text);
    await draft.commit({ capturedAtMillis: Date.now(), summary: { liveHeap: 1, heapAlloc: 2, sys: 3, goroutines: 4 } });
    process.stdout.write('committed\n');
  }
}

void main();
