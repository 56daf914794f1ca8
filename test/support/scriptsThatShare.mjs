// esbuild's options for entries that share their code: what several of them need lies in the package once, in files of its own.
import esbuild from 'esbuild';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { gatherParts } from './gatherParts.mjs';

const part = 'part-';

const ofNode = createRequire(import.meta.url);

/** What Node loads for these takes a millisecond or three, and most starts need one of them or none. */
const lateModules = new Set(['node:fs/promises', 'node:zlib']);

/**
 * esbuild divides only modules, and a module takes Node longer to load than a script: each file is made a script afterwards, which asks for
 * the others with `require`. An entry that exports nothing says `export {}`: esbuild takes it for a script otherwise, and wraps whatever it
 * imports to be loaded late.
 *
 * @param {import('esbuild').BuildOptions & { readonly outdir: string, readonly start?: readonly [string, string], readonly late?: string }} options of a
 *   build to scripts; `start` are the files that a program begins with whose start is felt (`gatherParts`), `late` is the path of a module that exports
 *   functions alone: it is loaded, with all that nobody else needs, when one of them is first called
 * @returns {import('esbuild').BuildOptions}
 */
export function scriptsThatShare({ sourcemap, plugins = [], outdir, start, late, entryPoints, ...options }) {
  const toScripts = {
    name: 'modules-to-scripts',
    setup(build) {
      build.onEnd(async ({ outputFiles = [] }) => {
        await mkdir(outdir, { recursive: true });
        const scripts = await Promise.all(outputFiles.map((file) => toScript(file, { ...options, sourcemap, late })));
        const written = sourcemap ? scripts.flatMap(withMap) : [...gathered(scripts, start)];
        await Promise.all(written.map(([name, text]) => writeFile(join(outdir, name), text)));
        await removeOthers(outdir, new Set(written.map(([name]) => name)));
      });
    },
  };
  return {
    ...options,
    entryPoints: late === undefined ? entryPoints : { ...entryPoints, [nameOf(late)]: late },
    outdir,
    format: 'esm',
    splitting: true,
    chunkNames: `${part}[hash]`,
    write: false,
    sourcemap: sourcemap ? 'inline' : false,
    plugins: [...plugins, translationsLate, ...(late === undefined ? [] : [besideItsImporters(late)]), toScripts],
  };
}

/** Of a library that asks for what it reads translations with as soon as it is asked for. */
const translationsLate = {
  name: 'translations-late',
  setup(build) {
    build.onLoad({ filter: /[\\/]@vscode[\\/]l10n[\\/]dist[\\/]main\.js$/ }, async ({ path }) => {
      const asked = 'require("fs/promises")';
      const parts = (await readFile(path, 'utf8')).split(asked);
      if (parts.length !== 2) throw new Error(`${path} does not ask for the file system as it did.`);
      return { contents: parts.join(`{ readFile: (...given) => ${asked}.readFile(...given) }`), loader: 'js' };
    });
  },
};

function nameOf(late) {
  return `${part}${basename(late, '.ts')}`;
}

function besideItsImporters(late) {
  return {
    name: 'late-module',
    setup(build) {
      const { absWorkingDir = '' } = build.initialOptions;
      build.onResolve({ filter: new RegExp(`/${basename(late, '.ts')}$`) }, ({ path, resolveDir }) =>
        resolve(resolveDir, `${path}.ts`) === resolve(absWorkingDir, late)
          ? { path: `./${nameOf(late)}.js`, external: true }
          : null,
      );
    },
  };
}

async function toScript({ path, text }, { minify, platform, target, sourcemap, legalComments, late }) {
  const name = basename(path);
  const { code, map } = await esbuild.transform(askedAtCalls(askedOfNode(text), late), {
    format: 'cjs',
    minify,
    platform,
    target,
    legalComments,
    sourcemap: sourcemap ? 'external' : false,
    sourcefile: name,
  });
  return { name, code: askedAsScripts(code), map };
}

function withMap({ name, code, map }) {
  return [
    [name, `${code}//# sourceMappingURL=${name}.map\n`],
    [`${name}.map`, map],
  ];
}

/** Where nobody looks for a line of the source. */
function gathered(scripts, start) {
  const byName = new Map(scripts.map(({ name, code }) => [name, code]));
  return start === undefined ? byName : gatherParts(byName, start);
}

/**
 * What is Node's own is asked for as a script asks. esbuild makes a copy of a module in each file that imports it, property by property, so that
 * it has a `default`: of the file system and the process alone that took a tenth of the start.
 */
function askedOfNode(text) {
  const statement =
    /^import\s*(?:(?<whole>[\w$]+)|\*\s*as\s+(?<all>[\w$]+)|\{(?<some>[^}]*)\})\s*from\s*"(?<name>node:[\w/]+)"/gm;
  const separate = text.replace(/;(?=import\b)/g, ';\n');
  return separate.replace(statement, (...found) => {
    const { whole, all, some = '', name } = found.at(-1);
    const asked = `require("${name}")`;
    const named = some.split(',').map((one) => one.trim().split(/\s+as\s+/));
    // The module itself is what another build calls its `default`.
    const itself = [whole, all, ...named.filter(([from]) => from === 'default').map(([, to]) => to)];
    const called = named.filter(([from]) => from !== 'default' && from !== '');
    const late = called.filter(([from]) => lateModules.has(name) && typeof ofNode(name)[from] === 'function');
    const parts = called.filter((pair) => !late.includes(pair)).map((pair) => pair.join(':'));
    const wanted = [
      ...itself.filter((one) => one !== undefined),
      ...(parts.length > 0 ? [`{${parts.join(',')}}`] : []),
    ];
    return `const ${[...wanted.map((one) => `${one}=${asked}`), ...late.map((pair) => askedAtCall(name, pair))].join(',')}`;
  });
}

/** A function of a module that is loaded by the first call. */
function askedAtCall(module, [from, to = from]) {
  return `${to}=(...given)=>require("${module}").${from}(...given)`;
}

/** The same for a module of ours. */
function askedAtCalls(text, late) {
  if (late === undefined) return text;
  const path = `./${nameOf(late)}.js`;
  return text.replace(new RegExp(`\\bimport\\s*\\{([^}]*)\\}\\s*from\\s*"${path}"`, 'g'), (_, some) => {
    const named = some.split(',').map((one) => one.trim().split(/\s+as\s+/));
    return `const ${named.map((pair) => askedAtCall(path, pair)).join(',')}`;
  });
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
