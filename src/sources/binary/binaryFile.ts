import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

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
  static async with<T>(path: string, use: (file: BinaryFile) => Promise<T>): Promise<T> {
    const handle = await open(path, 'r');
    try {
      return await use(new BinaryFile(handle));
    } finally {
      await handle.close();
    }
  }

  /** At most `size` bytes, fewer at the end of the file and where headers ask for too much. */
  async read({ offset, size }: FileRange): Promise<Buffer> {
    const length = Math.min(size, maxReadBytes);
    if (!Number.isSafeInteger(offset) || offset < 0 || !(length > 0)) return Buffer.alloc(0);
    const buffer = Buffer.alloc(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await this.handle.read(buffer, filled, length - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  }
}
