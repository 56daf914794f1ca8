import { homedir } from 'node:os';
import { posix } from 'node:path';
import process from 'node:process';
import { isReallyWithin } from '../../disk/isReallyWithin';
import { LeakLensError } from '../../shared/model/errors';
import type { ErlangText, OtpSources } from '../../shared/ports/sources/erlangSource';
import { readTextFile } from '../files/readTextFile';
import { createElixirSources } from './elixirSources';
import { foldersIn, rootOfProgram, type OtpPlaces } from './installedRoots';

/** Where packages and installers put OTP. */
const usualRoots: readonly string[] = [
  ...['/usr/lib/erlang', '/usr/lib64/erlang', '/usr/local/lib/erlang', '/opt/erlang/lib/erlang'],
  ...['/opt/homebrew/lib/erlang', '/opt/homebrew/opt/erlang/lib/erlang', '/usr/local/opt/erlang/lib/erlang'],
];

/** Below a home: a folder for each release that somebody has installed. */
const installs: readonly string[] = ['.asdf/installs/erlang', '.local/share/mise/installs/erlang', '.kerl/installs'];

const most = { roots: 50, bytes: 2 ** 20, files: 200 } as const;

/**
 * OTP's sources below the places where OTP is installed on this machine. What a node says never is a path here: a module and the version of
 * its application are names, and the file has to lie below a root that was found without it.
 */
export function createOtpSources(places: Partial<OtpPlaces> = {}): OtpSources {
  const { environment = process.env, homeDirectory = homedir() } = places;
  let roots: Promise<readonly string[]> | null = null;
  const files = new Map<string, Promise<ErlangText | null>>();
  const elixir = createElixirSources({ environment, homeDirectory });
  return {
    file(module, application, file) {
      if (/^Elixir\./.test(module)) return elixir.file(application, file);
      if (!/^[a-z]\w*$/.test(module) || !/^[a-z]\w*-\d[\w.]*$/.test(application)) return Promise.resolve(null);
      const key = `${application}/${module}`;
      const known = files.get(key) ?? find();
      if (files.size < most.files) files.set(key, known);
      return known;

      async function find(): Promise<ErlangText | null> {
        roots ??= findRoots({ environment, homeDirectory });
        for (const root of await roots) {
          for (const folder of foldersOf(root, application)) {
            const found = await fileBelow(root, folder, `${module}.erl`);
            if (found !== null) return found;
          }
        }
        return null;
      }
    },
  };
}

/** Modules that the runtime brings with it are beside it (erts: Makefile of preloaded/src), and not with the others. */
function foldersOf(root: string, application: string): readonly string[] {
  const library = `${root}/lib/${application}/src`;
  return application.startsWith('erts-') ? [library, `${root}/${application}/src`] : [library];
}

async function findRoots({ environment, homeDirectory }: OtpPlaces): Promise<readonly string[]> {
  const home = homeDirectory.replaceAll('\\', '/');
  const installed = await Promise.all(installs.map((folder) => foldersIn(posix.join(home, folder))));
  const ofProgram = await rootOfProgram('erl', environment['PATH'] ?? '');
  const all = [...(ofProgram === null ? [] : [ofProgram]), ...usualRoots, ...installed.flat()];
  return [...new Set(all)].slice(0, most.roots);
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
