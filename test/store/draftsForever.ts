// Run as a process of its own: captures, pins, renames and deletes snapshots without end, until somebody kills it. Says on
// standard output what is done (`committed ID`) and what is about to be undone (`deleting ID`).
import process from 'node:process';
import { createSnapshotStore } from '../../src/store/snapshots/snapshotStore';
import { systemClock } from '../../src/systemClock';

async function main(): Promise<never> {
  const store = createSnapshotStore({ clock: systemClock, directory: process.argv[2] ?? '' });
  const target = { id: 'target-0', name: 'target', url: 'http://localhost:6060/debug/pprof/' };
  const text = Buffer.alloc(50_000, 'heap profile\n');
  const committed: string[] = [];
  process.stdout.write('begins\n');
  for (;;) {
    const draft = await store.begin(target);
    await draft.write('heap.txt', text);
    await draft.write('goroutine.txt', text);
    await draft.commit({ runtime: 'go', capturedAtMillis: Date.now(), summary: { liveHeap: 1 } });
    process.stdout.write(`committed ${draft.id}\n`);
    committed.push(draft.id);
    await store.pin(draft.id, true);
    await store.rename(draft.id, 'before the fix');
    if (committed.length < 3) continue;
    const oldest = committed.shift() ?? '';
    process.stdout.write(`deleting ${oldest}\n`);
    await store.delete(oldest);
  }
}

void main();
