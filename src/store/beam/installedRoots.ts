import { opendir, realpath } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute, posix } from 'node:path';
import process from 'node:process';

const mostEntries = 200;

/** Where installations of OTP and Elixir are looked for. */
export interface OtpPlaces {
  readonly environment: NodeJS.ProcessEnv;
  readonly homeDirectory: string;
}

/** The folder above `bin/erl`, say, of the first on the path, links followed; a relative folder is a workspace's word. */
export async function rootOfProgram(program: string, path: string): Promise<string | null> {
  const name = process.platform === 'win32' ? `${program}.exe` : program;
  for (const folder of path.split(delimiter).slice(0, 256)) {
    if (!isAbsolute(folder)) continue;
    const found = await realpath(posix.join(folder, name)).catch(() => null);
    if (found !== null) return dirname(dirname(found)).replaceAll('\\', '/');
  }
  return null;
}

/** None where the folder is not there. */
export async function foldersIn(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  try {
    for await (const entry of await opendir(folder)) {
      if (entry.isDirectory()) found.push(posix.join(folder, entry.name));
      if (found.length >= mostEntries) break;
    }
  } catch {
    // A folder that is not there holds nothing.
  }
  return found.sort();
}
