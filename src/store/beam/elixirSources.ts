import { posix } from 'node:path';
import { isReallyWithin } from '../../disk/isReallyWithin';
import { LeakLensError } from '../../shared/model/errors';
import type { ErlangText } from '../../shared/ports/sources/erlangSource';
import { readTextFile } from '../files/readTextFile';
import { foldersIn, rootOfProgram, type OtpPlaces } from './installedRoots';

/** Where packages and installers put Elixir. */
const usualRoots: readonly string[] = [
  ...[
    '/usr/lib/elixir',
    '/usr/local/lib/elixir',
    '/opt/elixir',
    '/opt/homebrew/opt/elixir/libexec',
    '/usr/local/opt/elixir/libexec',
  ],
];

/** Below a home: a folder for each version that somebody has installed. */
const installs: readonly string[] = [
  '.asdf/installs/elixir',
  '.local/share/mise/installs/elixir',
  '.kiex/elixirs',
  '.elixir-install/installs/elixir',
];

const mostBytes = 2 ** 20;

/**
 * Elixir's own sources, as its releases bring them (`lib/elixir/lib`, beside a file that says the VERSION; Debian leaves them out). As of OTP's, what a
 * node says is a name and a version, and the file has to lie below a root that was found without it.
 */
export function createElixirSources({ environment, homeDirectory }: OtpPlaces) {
  let roots: Promise<readonly string[]> | null = null;
  return {
    async file(application: string, file: string): Promise<ErlangText | null> {
      const [, name, version] = /^(elixir|logger|eex|mix|iex|ex_unit)-(\d[\w.+-]*)$/.exec(application) ?? [];
      if (name === undefined || version === undefined || !/^lib\/(?:\w+\/)*\w+\.ex$/.test(file)) return null;
      roots ??= findRoots({ environment, homeDirectory });
      for (const root of await roots) {
        if ((await textOf(root, `${root}/VERSION`))?.trim() !== version) continue;
        const path = `${root}/lib/${name}/${file}`;
        const text = await textOf(root, path);
        if (text !== null) return { path, language: 'elixir', text };
      }
      return null;
    },
  };
}

async function findRoots({ environment, homeDirectory }: OtpPlaces): Promise<readonly string[]> {
  const home = homeDirectory.replaceAll('\\', '/');
  const installed = (await Promise.all(installs.map((folder) => foldersIn(posix.join(home, folder))))).flat();
  const ofProgram = await rootOfProgram('elixir', environment['PATH'] ?? '');
  return [...new Set([...(ofProgram === null ? [] : [ofProgram]), ...usualRoots, ...installed])];
}

async function textOf(root: string, path: string): Promise<string | null> {
  try {
    return await readTextFile(path, mostBytes, (real) => isReallyWithin(real, root));
  } catch (error) {
    if (error instanceof LeakLensError) return null;
    throw error;
  }
}
