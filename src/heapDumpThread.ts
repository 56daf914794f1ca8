// Entry of the thread that reads one heap dump: the memory that it takes goes with it.
import { readDumpHolders } from './readDumpHolders';
import type { HeapDumpCalls } from './shared/ports/sources/heapDumps';
import { serveCalls } from './threads/serveCalls';

serveCalls<HeapDumpCalls>({ holders: ({ path, program }) => readDumpHolders(path, program) });

export {};
