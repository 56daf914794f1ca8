// esbuild's options for entries that share their code: what several of them need lies in the package once, in files of its own.
import esbuild from 'esbuild';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

const part = 'part-';

/**
 * esbuild divides only modules, and a module takes Node longer to load than a script: each file is made a script afterwards, which asks for
 * the others with `require`. An entry that exports nothing says `export {}`: esbuild takes it for a script otherwise, and wraps whatever it
 * imports to be loaded late.
 *
 * @param {import('esbuild').BuildOptions & { readonly outdir: string }} options of a build to scripts
 * @returns {import('esbuild').BuildOptions}
 */
export function scriptsThatShare({ sourcemap, plugins = [], outdir, ...options }) {
  const toScripts = {
    name: 'modules-to-scripts',
    setup(build) {
      build.onEnd(async ({ outputFiles = [] }) => {
        await mkdir(outdir, { recursive: true });
        const written = await Promise.all(
          outputFiles.map((file) => writeScript(file, outdir, { ...options, sourcemap })),
        );
        await removeOthers(outdir, new Set(written.flat()));
      });
    },
  };
  return {
    ...options,
    outdir,
    format: 'esm',
    splitting: true,
    chunkNames: `${part}[hash]`,
    write: false,
    sourcemap: sourcemap ? 'inline' : false,
    plugins: [...plugins, toScripts],
  };
}

/** @returns the names of what was written */
async function writeScript({ path, text }, outdir, { minify, platform, target, sourcemap, legalComments }) {
  const name = basename(path);
  const { code, map } = await esbuild.transform(text, {
    format: 'cjs',
    minify,
    platform,
    target,
    legalComments,
    sourcemap: sourcemap ? 'external' : false,
    sourcefile: name,
  });
  const script = askedAsScripts(code);
  if (!sourcemap) {
    await writeFile(join(outdir, name), script);
    return [name];
  }
  await writeFile(join(outdir, name), `${script}//# sourceMappingURL=${name}.map\n`);
  await writeFile(join(outdir, `${name}.map`), map);
  return [name, `${name}.map`];
}

/**
 * What is loaded later is a script, too: asking for it as one spares the loader of modules. Of the files of this build alone: a library that
 * imports what is Node's own may have a `require` of its own beside it, as the parser of source has, which is not there yet then.
 */
function askedAsScripts(code) {
  return code.replace(/\bimport\("(\.\/[^"]+\.js)"\)/g, 'Promise.resolve().then(() => require("$1"))');
}

/** What an earlier build divided otherwise belongs to nobody. */
async function removeOthers(outdir, written) {
  const stale = (await readdir(outdir)).filter((name) => name.startsWith(part) && !written.has(name));
  await Promise.all(stale.map((name) => rm(join(outdir, name))));
}
