import { opendir } from 'node:fs/promises';
import { posix } from 'node:path';
import { LeakLensError } from '../../shared/model/errors';
import type { ErlangSources, ErlangText } from '../../shared/ports/sources/erlangSource';
import { readTextFile } from '../files/readTextFile';

const mostFiles = 5000;
const mostEntries = 100_000;
const mostDepth = 12;
const mostBytes = 1024 * 1024;

const mostLibraries = 100;

/** What others wrote, and what compilers leave. */
const skipped: ReadonlySet<string> = new Set(['deps', '_build', 'node_modules', '_checkouts', 'cover', 'doc', 'rel']);

/** The Erlang and Elixir files below some folders. Links are not followed; what cannot be read is not there. */
export function createErlangSources(): ErlangSources {
  let folders: readonly string[] = [];
  let texts: Promise<readonly ErlangText[]> | null = null;
  /** By module, and whether there is one or not. */
  const libraries = new Map<string, Promise<ErlangText | null>>();
  const all = () => (texts ??= readAll(folders));
  return {
    all,
    library(module) {
      const known = libraries.get(module) ?? libraryFile(folders, module);
      if (libraries.size < mostLibraries) libraries.set(module, known);
      return known;
    },
    setFolders(given) {
      folders = given;
      texts = null;
      libraries.clear();
    },
    forget() {
      texts = null;
      libraries.clear();
    },
  };
}

async function readAll(folders: readonly string[]): Promise<readonly ErlangText[]> {
  const budget = { files: mostFiles, entries: mostEntries };
  const found: ErlangText[] = [];
  for (const folder of folders) {
    for (const path of await filesBelow(folder, budget)) {
      const text = await textOf(path);
      if (text !== null) found.push({ path, language: path.endsWith('.erl') ? 'erlang' : 'elixir', text });
    }
  }
  return found;
}

/** By the name of the file, which is that of the module in Erlang, and mostly that of its last part in Elixir. */
async function libraryFile(folders: readonly string[], module: string): Promise<ErlangText | null> {
  const elixir = /^Elixir\.([\w.]+)$/.exec(module)?.[1];
  if (elixir === undefined && !/^\w+$/.test(module)) return null;
  const last = elixir?.split('.').at(-1) ?? '';
  const name = elixir === undefined ? `${module}.erl` : `${snakeCase(last)}.ex`;
  for (const folder of folders) {
    const files = await filesBelow(posix.join(folder, 'deps'), { files: mostFiles, entries: mostEntries });
    for (const path of files.filter((one) => posix.basename(one) === name)) {
      const text = await textOf(path);
      const declares = elixir === undefined || new RegExp(`^\\s*defmodule\\s+${elixir}\\s`, 'm').test(text ?? '');
      if (text !== null && declares) return { path, language: elixir === undefined ? 'erlang' : 'elixir', text };
    }
  }
  return null;
}

/** `http_client` of `HTTPClient`. */
function snakeCase(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}

async function filesBelow(top: string, budget: { files: number; entries: number }): Promise<readonly string[]> {
  const found: string[] = [];
  let level = [top];
  for (let depth = 0; depth < mostDepth && level.length > 0; depth += 1) {
    const below: string[] = [];
    for (const folder of level) {
      const { files, directories } = await entriesOf(folder, budget);
      found.push(...files.slice(0, budget.files));
      budget.files = Math.max(0, budget.files - files.length);
      below.push(...directories);
    }
    level = below;
  }
  return found;
}

async function entriesOf(folder: string, budget: { entries: number }) {
  const files: string[] = [];
  const directories: string[] = [];
  try {
    for await (const entry of await opendir(folder)) {
      budget.entries -= 1;
      if (budget.entries <= 0) break;
      const path = posix.join(folder, entry.name);
      if (entry.isFile() && /\.(?:erl|ex|exs)$/.test(entry.name)) files.push(path);
      if (entry.isDirectory() && !entry.name.startsWith('.') && !skipped.has(entry.name)) directories.push(path);
    }
  } catch {
    // A folder that cannot be read, or went away meanwhile, holds nothing for us.
  }
  return { files: files.sort(), directories: directories.sort() };
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readTextFile(path, mostBytes);
  } catch (error) {
    if (error instanceof LeakLensError) return null;
    throw error;
  }
}
