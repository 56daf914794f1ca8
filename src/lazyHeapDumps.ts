import type { HeapDumps } from './shared/ports/sources/heapDumps';
import { isHeapDumpNow } from './sources/heapdump/isHeapDump';

/** Heap dumps, of which nothing is loaded but what knows one, until one is read. @param script absolute path of the thread that reads it */
export function lazyHeapDumps(script: string): HeapDumps {
  return {
    isDump: (path) => Promise.resolve(isHeapDumpNow(path)),
    read: async (path, program, signal) => {
      const { createHeapDumps } = await import('./heapDumps');
      return createHeapDumps(script).read(path, program, signal);
    },
  };
}
