// Reads one heap dump, put together for the thread in which that is done.
import { dumpHolders } from './analyse/go/heapdump/dumpHolders';
import { programNames } from './analyse/go/heapdump/programNames';
import { readHeapDump, readHeapDumpStream } from './decode/go/heapdump/heapDumpReader';
import type { DumpHolders, DumpNames, ProgramSymbols } from './shared/model/go/dumpHolders';
import type { HeapDump } from './shared/model/go/heapDump';
import { isPacked, withPackedDump } from './sources/heapdump/packedDump';
import { programsBeside } from './sources/heapdump/programsBeside';
import { readSymbols } from './sources/heapdump/readSymbols';
import { withDumpParts } from './sources/heapdump/withDumpParts';

/** The thread is ended by whoever cancels. */
const never = new AbortController().signal;

async function namesFor(dump: HeapDump, path: string, program: string | null): Promise<ProgramSymbols | DumpNames> {
  if (program !== null) return readSymbols(program, never);
  for (const candidate of await programsBeside(path)) {
    const symbols = await readSymbols(candidate, never);
    if (typeof symbols !== 'string' && programNames(dump, symbols).state === 'known') return symbols;
  }
  return 'no-program';
}

/** Nothing of what the dump holds leaves it but names, numbers and lines. @throws LeakLensError */
export async function readDumpHolders(path: string, program: string | null): Promise<DumpHolders> {
  const dump = (await isPacked(path))
    ? await withPackedDump(path, (unpacked) => readHeapDumpStream(unpacked, path))
    : await withDumpParts(path, (read) => readHeapDump(read, path));
  return dumpHolders(dump, await namesFor(dump, path, program));
}
