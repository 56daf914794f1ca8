// Node runs the scripts of this folder as they are, but not src: that is written for a bundler.
import esbuild from 'esbuild';
import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { outputFolder } from './paths.ts';

/** A script in one file is no module, and lies elsewhere: each source keeps the folder that it was in. */
const folders: esbuild.Plugin = {
  name: 'folders',
  setup(build) {
    build.onLoad({ filter: /[\\/]test[\\/].*\.ts$/ }, async ({ path }) => {
      const contents = await readFile(path, 'utf8');
      return { contents: contents.replaceAll('import.meta.dirname', JSON.stringify(dirname(path))), loader: 'ts' };
    });
  },
};

/** Bundles a script that imports src, so that a process of its own can run it. Answers the absolute path of the bundle. */
export async function bundleScript(entry: string): Promise<string> {
  const outfile = resolve(outputFolder, 'scripts', basename(entry).replace(/\.ts$/, '.cjs'));
  await esbuild.build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    target: 'node22',
    sourcemap: 'inline',
    logLevel: 'warning',
    plugins: [folders],
  });
  return outfile;
}
