import type { FileHandle } from 'node:fs/promises';
import { readBytes } from '../../disk/readBytes';
import { withRegularFile } from '../../disk/regularFile';

/** A part of a file, in bytes. */
export interface FileRange {
  readonly offset: number;
  readonly size: number;
}

/** What a program's headers say that is of use here. */
export interface BinaryLayout {
  /** Where Go's linker put the build info: a section of its own, or the start of the data. Null: nowhere. */
  readonly buildInfo: FileRange | null;
  /** Notes of ELF. */
  readonly notes: readonly FileRange[];
  readonly littleEndian: boolean;
}

/** One read never takes more memory than this. */
const maxReadBytes = 4 * 1024 * 1024;

/** A file that is read in small parts: programs are large, and their headers lie. */
export class BinaryFile {
  private readonly handle: FileHandle;

  private constructor(handle: FileHandle) {
    this.handle = handle;
  }

  /** Runs `use` with the file open. */
  static with<T>(path: string, use: (file: BinaryFile) => Promise<T>): Promise<T> {
    return withRegularFile(path, {}, ({ handle }) => use(new BinaryFile(handle)));
  }

  /** At most `size` bytes, fewer at the end of the file and where headers ask for too much. */
  async read({ offset, size }: FileRange): Promise<Buffer> {
    const length = Math.min(size, maxReadBytes);
    if (!Number.isSafeInteger(offset) || offset < 0 || !(length > 0)) return Buffer.alloc(0);
    return readBytes(this.handle, { start: offset, maxBytes: length });
  }
}
