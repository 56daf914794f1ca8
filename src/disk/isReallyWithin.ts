import { realpath } from 'node:fs/promises';
import { isAbsolute, relative } from 'node:path';

/** Whether a path lies below a folder by its text. Both absolute, without `..`. */
export function isWithin(path: string, folder: string): boolean {
  const below = relative(folder, path);
  return below !== '' && !/^\.\.(?:[\\/]|$)/.test(below) && !isAbsolute(below);
}

/** Whether a real path lies below a folder, whose own path may lead through links. False for a folder that is not there. */
export async function isReallyWithin(real: string, folder: string): Promise<boolean> {
  const place = await realpath(folder).catch(() => null);
  return place !== null && isWithin(real, place);
}
