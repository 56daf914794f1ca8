// The command line as people have it, but that it writes down the verdicts of each round: src/cli.ts, with a tap.
import esbuild from 'esbuild';
import { join, resolve } from 'node:path';
import { repositoryRoot } from '../../paths.ts';
import { commandFolder } from '../commandFolder.ts';

const tap: esbuild.Plugin = {
  name: 'tap',
  setup(build) {
    build.onResolve({ filter: /^\.\/follow\/followers$/ }, ({ importer }) =>
      importer === resolve(repositoryRoot, 'src/cli.ts')
        ? { path: join(import.meta.dirname, 'tapFollowers.ts') }
        : undefined,
    );
  },
};

/** Absolute path of the script. */
export async function buildTappedCommand(): Promise<string> {
  const outfile = join(commandFolder(), 'tapped.js');
  await esbuild.build({
    entryPoints: [resolve(repositoryRoot, 'src/cli.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    logLevel: 'warning',
    plugins: [tap],
  });
  return outfile;
}
