// Finds a Go of an earlier version beside the one that this machine calls `go`.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where distributions, golang.org/dl and people put further versions. */
function places(version: string): string[] {
  const sdk = join(homedir(), 'sdk');
  const downloaded = existsSync(sdk) ? readdirSync(sdk).filter((name) => name.startsWith(`go${version}`)) : [];
  const folders = [`/usr/lib/go-${version}`, `/usr/local/go${version}`, ...downloaded.map((name) => join(sdk, name))];
  return folders.map((folder) => join(folder, 'bin', 'go'));
}

/** Absolute path of the `go` of a version such as `1.19`; null when it is at none of the usual places. */
export function findGo(version: string): string | null {
  return places(version).find((path) => existsSync(path)) ?? null;
}

/** Absolute path of its pprof; null when that is missing. */
export function pprofOf(go: string): string | null {
  const found = spawnSync(go, ['tool', '-n', 'pprof'], { encoding: 'utf8', timeout: 120_000 });
  const path = found.stdout.trim();
  return found.status === 0 && existsSync(path) ? path : null;
}
