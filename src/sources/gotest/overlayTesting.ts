import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { readRegularFile } from '../../disk/readRegularFile';
import { hookedSource, hookSource } from './testingHook';

/** Where a Go lies, as `go env` says. */
export interface InstalledGo {
  readonly root: string;
  readonly version: string;
  /** Of modules. */
  readonly cache: string;
}

export interface Overlay {
  /** What `go test` is told of it. */
  readonly args: readonly string[];
  /** Of `go`, beside its own. */
  readonly environment: Readonly<Record<string, string>>;
}

/** `testing.go` has 100 KB. */
const mostSourceBytes = 4 * 1024 * 1024;

/** Overlays package `testing` by files in a folder of ours. Null where it is not as any Go so far has it. */
export async function overlayTesting({ root, cache }: InstalledGo, folder: string): Promise<Overlay | null> {
  const path = join(root, 'src', 'testing', 'testing.go');
  const source = await readRegularFile(path, { maxBytes: mostSourceBytes }).catch(() => Buffer.alloc(0));
  const hooked = hookedSource(source.toString('utf8'));
  if (hooked === null) return null;
  await mkdir(folder, { recursive: true });
  // A Go that was fetched as a module lies in the cache, where no file may be overlaid (cmd/go/internal/work/init.go): by another name it does not.
  const isInCache = cache !== '' && root.startsWith(`${cache}${sep}`);
  const named = isInCache ? join(folder, 'go') : root;
  if (isInCache) await symlink(root, named, 'junction');
  const written = async (name: string, text: string): Promise<readonly [string, string]> => {
    const path = join(folder, `testing.${name}`);
    await writeFile(path, text);
    return [join(named, 'src', 'testing', name), path];
  };
  const files = [await written('testing.go', hooked), await written('leaklens.go', hookSource)];
  const list = join(folder, 'overlay.json');
  await writeFile(list, JSON.stringify({ Replace: Object.fromEntries(files) }));
  return {
    args: ['-overlay', list],
    environment: isInCache ? { GOROOT: named, GOTOOLCHAIN: 'local' } : {},
  };
}
