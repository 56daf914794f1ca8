import { opendir, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, posix } from 'node:path';
import process from 'node:process';
import { isReallyWithin } from '../../disk/isReallyWithin';
import { LeakLensError } from '../../shared/model/errors';
import type { ErlangText, OtpSources } from '../../shared/ports/sources/erlangSource';
import { readTextFile } from '../files/readTextFile';

/** Where packages and installers put OTP. */
const usualRoots: readonly string[] = [
  ...['/usr/lib/erlang', '/usr/lib64/erlang', '/usr/local/lib/erlang', '/opt/erlang/lib/erlang'],
  ...['/opt/homebrew/lib/erlang', '/opt/homebrew/opt/erlang/lib/erlang', '/usr/local/opt/erlang/lib/erlang'],
];

/** Below a home: a folder for each release that somebody has installed. */
const installs: readonly string[] = ['.asdf/installs/erlang', '.local/share/mise/installs/erlang', '.kerl/installs'];

const most = { roots: 50, entries: 200, bytes: 2 ** 20, files: 200 } as const;

export interface OtpPlaces {
  readonly environment: NodeJS.ProcessEnv;
  readonly homeDirectory: string;
}

/**
 * OTP's sources below the places where OTP is installed on this machine. What a node says never is a path here: a module and the version of
 * its application are names, and the file has to lie below a root that was found without it.
 */
export function createOtpSources(places: Partial<OtpPlaces> = {}): OtpSources {
  const { environment = process.env, homeDirectory = homedir() } = places;
  let roots: Promise<readonly string[]> | null = null;
  const files = new Map<string, Promise<ErlangText | null>>();
  return {
    file(module, application) {
      if (!/^[a-z]\w*$/.test(module) || !/^[a-z]\w*-\d[\w.]*$/.test(application)) return Promise.resolve(null);
      const key = `${application}/${module}`;
      const known = files.get(key) ?? find();
      if (files.size < most.files) files.set(key, known);
      return known;

      async function find(): Promise<ErlangText | null> {
        roots ??= findRoots({ environment, homeDirectory });
        for (const root of await roots) {
          const found = await fileBelow(root, `${root}/lib/${application}/src`, `${module}.erl`);
          if (found !== null) return found;
        }
        return null;
      }
    },
  };
}

async function findRoots({ environment, homeDirectory }: OtpPlaces): Promise<readonly string[]> {
  const home = homeDirectory.replaceAll('\\', '/');
  const installed = await Promise.all(installs.map((folder) => foldersIn(posix.join(home, folder))));
  const ofProgram = await rootOfProgram(environment['PATH'] ?? '');
  const all = [...(ofProgram === null ? [] : [ofProgram]), ...usualRoots, ...installed.flat()];
  return [...new Set(all)].slice(0, most.roots);
}

/** The folder above `bin/erl` of the first on the path, links followed; a relative folder is a workspace's word. */
async function rootOfProgram(path: string): Promise<string | null> {
  const name = process.platform === 'win32' ? 'erl.exe' : 'erl';
  for (const folder of path.split(delimiter).slice(0, 256)) {
    if (!isAbsolute(folder)) continue;
    const program = await realpath(posix.join(folder, name)).catch(() => null);
    if (program !== null) return dirname(dirname(program)).replaceAll('\\', '/');
  }
  return null;
}

/** In the folder itself, or in one below it: `src/http_client/httpc.erl`. */
async function fileBelow(root: string, folder: string, name: string): Promise<ErlangText | null> {
  for (const candidate of [folder, ...(await foldersIn(folder))]) {
    const text = await textOf(root, posix.join(candidate, name));
    if (text !== null) return text;
  }
  return null;
}

async function textOf(root: string, path: string): Promise<ErlangText | null> {
  try {
    const text = await readTextFile(path, most.bytes, (real) => isReallyWithin(real, root));
    return { path, language: 'erlang', text };
  } catch (error) {
    if (error instanceof LeakLensError) return null;
    throw error;
  }
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  try {
    for await (const entry of await opendir(folder)) {
      if (entry.isDirectory()) found.push(posix.join(folder, entry.name));
      if (found.length >= most.entries) break;
    }
  } catch {
    // A folder that is not there holds nothing.
  }
  return found.sort();
}
