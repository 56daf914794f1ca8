import { opendir } from 'node:fs/promises';
import { join } from 'node:path';

const maxDepth = 8;

/** Folders that hold no modules of the workspace itself; the go tool ignores `testdata` and dotted folders too. */
const skipped: ReadonlySet<string> = new Set(['node_modules', 'vendor', 'testdata']);

/** How many directory entries may still be looked at. */
export interface WalkBudget {
  entriesLeft: number;
}

/** A folder and what it holds for Go. */
export interface WalkedFolder {
  readonly directory: string;
  readonly hasGoMod: boolean;
  readonly hasGoWork: boolean;
  readonly hasGoFiles: boolean;
}

/**
 * The folders from `top` down, level by level, so that a budget that runs out is spent on what lies near the top.
 * Symbolic links are not followed. The walk ends with the budget or after eight levels.
 */
export async function walkFolders(top: string, budget: WalkBudget): Promise<readonly WalkedFolder[]> {
  const found: WalkedFolder[] = [];
  let level = [top];
  for (let depth = 0; depth <= maxDepth && level.length > 0; depth += 1) {
    const below: string[] = [];
    for (const directory of level) {
      const { folders, files } = await scan(directory, budget);
      found.push({
        directory,
        hasGoMod: files.has('go.mod'),
        hasGoWork: files.has('go.work'),
        hasGoFiles: files.has('.go'),
      });
      below.push(...folders);
    }
    level = below;
  }
  return found;
}

/** Of files, only those that say something are kept: `go.mod`, `go.work`, and `.go` for any Go file. */
async function scan(directory: string, budget: WalkBudget) {
  const folders: string[] = [];
  const files = new Set<string>();
  try {
    // Ending the loop closes the folder.
    for await (const entry of await opendir(directory)) {
      if (budget.entriesLeft <= 0) break;
      budget.entriesLeft -= 1;
      const { name } = entry;
      if (entry.isDirectory()) {
        if (isWalked(name)) folders.push(join(directory, name));
      } else if (name === 'go.mod' || name === 'go.work') files.add(name);
      else if (name.endsWith('.go')) files.add('.go');
    }
  } catch {
    // A folder that cannot be read, or went away meanwhile, holds nothing for us.
  }
  return { folders: folders.sort(), files };
}

function isWalked(name: string): boolean {
  return name !== 'go.mod' && !name.startsWith('.') && !skipped.has(name);
}
