import { opendir } from 'node:fs/promises';
import { posix } from 'node:path';
import { LeakLensError } from '../../shared/model/errors';
import type { ErlangSources, ErlangText } from '../../shared/ports/sources/erlangSource';
import { readTextFile } from '../files/readTextFile';

const mostFiles = 5000;
const mostEntries = 100_000;
const mostDepth = 12;
const mostBytes = 1024 * 1024;

/** What others wrote, and what compilers leave. */
const skipped: ReadonlySet<string> = new Set(['deps', '_build', 'node_modules', '_checkouts', 'cover', 'doc', 'rel']);

/** The Erlang and Elixir files below some folders. Links are not followed; what cannot be read is not there. */
export function createErlangSources(): ErlangSources {
  let folders: readonly string[] = [];
  let texts: Promise<readonly ErlangText[]> | null = null;
  const all = () => (texts ??= readAll(folders));
  return {
    all,
    setFolders(given) {
      folders = given;
      texts = null;
    },
    forget() {
      texts = null;
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
