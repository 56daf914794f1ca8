// Node runs the scripts of this folder as they are, but not src: that is written for a bundler.
import esbuild from 'esbuild';
import { basename, resolve } from 'node:path';
import { outputFolder } from './paths.ts';

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
  });
  return outfile;
}
