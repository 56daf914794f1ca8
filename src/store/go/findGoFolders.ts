import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import process from 'node:process';
import { sitePath } from '../../shared/base/sitePath';
import type { GoFolders } from '../../shared/model/sourcePaths';
import { readTextFile } from '../files/readTextFile';

const maxFileBytes = 64 * 1024;

/** Where installers put Go, besides what the environment says. */
const usualRoots: readonly string[] = [
  '/usr/local/go',
  '/usr/lib/go',
  '/usr/lib/golang',
  '/opt/homebrew/opt/go/libexec',
  '/usr/local/opt/go/libexec',
  'C:/Program Files/Go',
];

/**
 * Where Go keeps its own sources and the module cache, by the rules of `go env`, without running it: the environment, the
 * file that `go env -w` writes, the go program on the path, the usual places. Only folders that are there, forward slashes.
 */
export async function findGoFolders(environment: NodeJS.ProcessEnv = process.env): Promise<GoFolders> {
  const written = await writtenSettings(environment);
  const setting = (name: string) => environment[name] || written.get(name) || '';
  const goPath = setting('GOPATH').split(delimiter)[0] || join(homedir(), 'go');
  const candidates = [setting('GOROOT'), await rootOfProgram(environment['PATH'] ?? ''), ...usualRoots];
  const roots = [];
  for (const path of new Set(candidates.filter((candidate) => candidate !== '').map(folderPath))) {
    const version = await readVersion(path);
    if (version !== null) roots.push({ path, version });
  }
  return { roots, moduleCaches: [folderPath(setting('GOMODCACHE') || join(goPath, 'pkg', 'mod'))] };
}

/** `go env -w` writes `NAME=value` lines below the person's configuration folder (cmd/go/internal/cfg.EnvFile). */
async function writtenSettings(environment: NodeJS.ProcessEnv): Promise<ReadonlyMap<string, string>> {
  const file = environment['GOENV'] || join(configFolder(environment), 'go', 'env');
  const settings = new Map<string, string>();
  if (file === 'off') return settings;
  const text = await readTextFile(file, maxFileBytes).catch(() => '');
  for (const [, name = '', value = ''] of text.matchAll(/^([A-Z0-9_]+)=(.*?)\r?$/gm)) settings.set(name, value);
  return settings;
}

function configFolder(environment: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return environment['APPDATA'] ?? '';
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return environment['XDG_CONFIG_HOME'] || join(homedir(), '.config');
}

/** The folder above `bin/go` of the first go program on the path, links followed. Empty when there is none; a relative path is a workspace's word. */
async function rootOfProgram(path: string): Promise<string> {
  const name = process.platform === 'win32' ? 'go.exe' : 'go';
  for (const folder of path.split(delimiter).slice(0, 256)) {
    if (!isAbsolute(folder)) continue;
    const program = await realpath(join(folder, name)).catch(() => null);
    if (program !== null) return dirname(dirname(program));
  }
  return '';
}

/** The first line of GOROOT/VERSION (`go1.26.8`); null when this is no GOROOT. Distributions may leave the file out. */
async function readVersion(root: string): Promise<string | null> {
  const text = await readTextFile(join(root, 'VERSION'), maxFileBytes).catch(() => null);
  if (text !== null) return /^go\S+/.exec(text)?.[0] ?? '';
  const runtime = await readTextFile(join(root, 'src', 'runtime', 'extern.go'), 4 * 1024 * 1024).catch(() => null);
  return runtime === null ? null : '';
}

function folderPath(path: string): string {
  return sitePath(path).replace(/\/+$/, '');
}
