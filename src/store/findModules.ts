import { opendir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { GoModule } from '../shared/ports';
import { parseModulePath } from './parseModulePath';
import { readTextFile } from './readTextFile';

const maxDepth = 8;
const maxGoModBytes = 1024 * 1024;
const maxParents = 16;

/** Folders that hold no modules of the workspace itself; the go tool ignores `testdata` and dotted folders too. */
const skipped: ReadonlySet<string> = new Set(['node_modules', 'vendor', 'testdata']);

/**
 * The Go modules in and below the folders, nearest to the top first, nested ones included; and, for a folder that lies
 * inside a module, that module. Symbolic links are not followed. The walk ends after `maxEntries` or eight levels.
 */
export async function findModules(
  folders: readonly string[],
  maxEntries: number = 20_000,
): Promise<readonly GoModule[]> {
  const found = new Map<string, GoModule>();
  const budget = { entriesLeft: maxEntries };
  for (const folder of new Set(folders.map((path) => resolve(path)))) {
    await addModule(found, await enclosing(folder));
    for (const directory of await moduleFolders(folder, budget)) await addModule(found, directory);
  }
  return [...found.values()];
}

async function addModule(found: Map<string, GoModule>, directory: string | null): Promise<void> {
  if (directory === null || found.has(directory)) return;
  const path = await modulePathIn(directory);
  if (path !== null) found.set(directory, { path, directory });
}

/** The nearest parent that is a module, as the go tool would find it from inside the folder. */
async function enclosing(folder: string): Promise<string | null> {
  let directory = folder;
  for (let level = 0; level < maxParents && dirname(directory) !== directory; level += 1) {
    if ((await modulePathIn(directory)) !== null) return directory;
    directory = dirname(directory);
  }
  return null;
}

async function modulePathIn(directory: string): Promise<string | null> {
  try {
    return parseModulePath(await readTextFile(join(directory, 'go.mod'), maxGoModBytes));
  } catch {
    return null;
  }
}

/** Level by level, so that a budget that runs out is spent on what lies near the top. */
async function moduleFolders(top: string, budget: { entriesLeft: number }): Promise<string[]> {
  const found: string[] = [];
  let level = [top];
  for (let depth = 0; depth <= maxDepth && level.length > 0; depth += 1) {
    const below: string[] = [];
    for (const directory of level) {
      const { folders, hasGoMod } = await scan(directory, budget);
      if (hasGoMod) found.push(directory);
      below.push(...folders);
    }
    level = below;
  }
  return found;
}

async function scan(directory: string, budget: { entriesLeft: number }) {
  const folders: string[] = [];
  let hasGoMod = false;
  try {
    // Ending the loop closes the folder.
    for await (const entry of await opendir(directory)) {
      if (budget.entriesLeft <= 0) break;
      budget.entriesLeft -= 1;
      if (entry.name === 'go.mod') hasGoMod = !entry.isDirectory();
      else if (entry.isDirectory() && isWalked(entry.name)) folders.push(join(directory, entry.name));
    }
  } catch {
    // A folder that cannot be read, or went away meanwhile, holds nothing for us.
  }
  return { folders: folders.sort(), hasGoMod };
}

function isWalked(name: string): boolean {
  return !name.startsWith('.') && !skipped.has(name);
}
