import { readlink } from 'node:fs/promises';

/** The program a process runs. */
export interface Executable {
  /** Where it was started from. */
  readonly path: string;
  /** The file there has been deleted or replaced since, as by a new build. */
  readonly replaced: boolean;
  /** Opens the very program that runs, also when its file was replaced (man 5 proc, /proc/pid/exe). */
  readonly image: string;
}

/** Null for a process that is gone or of another user, and on systems other than Linux. */
export async function executableOf(pid: number): Promise<Executable | null> {
  const image = imageOf(pid);
  const target = process.platform === 'linux' ? await readlink(image).catch(() => null) : null;
  if (target === null) return null;
  const path = target.replace(/ \(deleted\)$/, '');
  return { path, replaced: path !== target, image };
}

/** Linux. */
export function imageOf(pid: number): string {
  return `/proc/${pid}/exe`;
}
