import type { DumpHolders } from '../../model/go/dumpHolders';

/** Heap dumps, as runtime/debug.WriteHeapDump writes them: files that hold all that a process had in its memory. */
export interface HeapDumps {
  /** False for all that is no regular file. */
  isDump(path: string): Promise<boolean>;
  /**
   * @param program path of the executable that wrote it; null looks for it beside the dump
   * @throws LeakLensError `unreadable`, `cut-off`, `too-large`, `not-found`, `cancelled`
   */
  read(path: string, program: string | null, signal: AbortSignal): Promise<DumpHolders>;
}

/** What the thread of one dump answers. */
export interface HeapDumpCalls {
  holders(asked: { readonly path: string; readonly program: string | null }): Promise<DumpHolders>;
}
