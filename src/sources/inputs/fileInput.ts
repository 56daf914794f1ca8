import { statSync, type Stats } from 'node:fs';
import process from 'node:process';
import { readAhead } from '../../disk/readAhead';
import { readNow } from '../../disk/readNow';
import { readStart } from '../../disk/readStart';
import { LeakLensError, type ProblemKind } from '../../shared/model/errors';
import { leastParted } from '../../shared/model/partedBytes';
import type { OpenInput } from '../../shared/ports/sources/inputOpener';
import type { SourceAnswer } from '../../shared/ports/sources/profileSource';
import { readStream, tooLarge } from './readStream';

/** A file or pipe; null when there is nothing by this name. @throws LeakLensError for a folder */
export function openFile(path: string, maxBytes: number): OpenInput | null {
  const found = lookedAt(path);
  if (found === null) return null;
  if (found.isDirectory()) throw new LeakLensError({ kind: 'unreadable', subject: path, detail: 'it is a folder' });
  if (found.isFile() && found.size > maxBytes) throw tooLarge({ subject: path, maxBytes });
  const read = async (_path: string, signal: AbortSignal) => {
    try {
      // A pipe, such as a shell's <(command), has no size to trust, and a file of the kernel neither.
      const bytes = readNow(path, maxBytes + 1) ?? (await readStart(path, maxBytes + 1, { signal }));
      if (bytes.length > maxBytes) throw tooLarge({ subject: path, maxBytes });
      return bytes;
    } catch (error) {
      if (error instanceof LeakLensError) throw error;
      const { kind, code } = fileProblem(error);
      throw new LeakLensError({ kind: signal.aborted ? 'cancelled' : kind, subject: path, detail: code }, error);
    }
  };
  const isLarge = found.isFile() && found.size >= leastParted;
  const { size } = found;
  return {
    ...openInput('file', path, read),
    inParts: (signal) => (isLarge ? { size, parts: () => readAhead(path, size, signal) } : null),
  };
}

/** Null when there is nothing by this name. */
function lookedAt(path: string): Stats | null {
  try {
    return statSync(path);
  } catch (error) {
    const { kind, code } = fileProblem(error);
    if (kind === 'not-found') return null;
    throw new LeakLensError({ kind, subject: path, detail: code }, error);
  }
}

/** Standard input, to its end. */
export function openStandardInput(maxBytes: number): OpenInput {
  const subject = 'standard input';
  return openInput('stdin', subject, (_path, signal) => readStream(process.stdin, { subject, maxBytes, signal }));
}

function openInput(
  kind: OpenInput['kind'],
  subject: string,
  read: (path: string, signal: AbortSignal) => Promise<Uint8Array>,
): OpenInput {
  return {
    kind,
    subject,
    dispose: () => undefined,
    readBeside: () => Promise.resolve(null),
    async read(path, signal): Promise<SourceAnswer> {
      // Of `performance` Node loads a millisecond's worth.
      const startedAt = process.hrtime.bigint();
      const bytes = await read(path, signal);
      return { bytes, url: subject, elapsedMillis: Number(process.hrtime.bigint() - startedAt) / 1e6 };
    },
  };
}

function fileProblem(error: unknown): { kind: ProblemKind; code: string } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return { kind: code === 'ENOENT' || code === 'ENOTDIR' ? 'not-found' : 'unreadable', code };
}
