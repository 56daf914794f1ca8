// Lays out the program of test/fixtures/builds in the ways in which people keep their sources, builds it in the ways in
// which people build, and runs it until it has written its profiles. Nothing leaves the machine: its one dependency comes
// from a module proxy of files.
import { execFile, spawnSync } from 'node:child_process';
import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { storedZip } from './moduleZip.ts';

const run = promisify(execFile);
const fixtures = join(import.meta.dirname, '..', '..', 'fixtures', 'builds');

/** Where things lie for one test run. */
export interface GoPlaces {
  /** Holds the folders `shop`, `lib` and `extra`. */
  readonly sources: string;
  readonly moduleCache: string;
  readonly goRoot: string;
  readonly environment: NodeJS.ProcessEnv;
}

export interface GoBuild {
  readonly flags?: readonly string[];
  /** Default: `shop`. */
  readonly from?: string;
  /** Default: `./cmd/shop`. */
  readonly packages?: readonly string[];
  readonly cgo?: boolean;
  readonly goWork?: string;
}

/** True where there is a C compiler for cgo. */
export function hasC(): boolean {
  return spawnSync('gcc', ['--version'], { timeout: 10_000 }).status === 0;
}

/** Copies the sources, and offers the dependency in a module proxy of files. */
export async function layOut(root: string, sources: string = join(root, 'src')): Promise<GoPlaces> {
  for (const name of ['shop', 'lib', 'extra']) await cp(join(fixtures, name), join(sources, name), { recursive: true });
  const offered = join(root, 'proxy', 'example.com', '!upper', '!pool', 'v2', '@v');
  await mkdir(offered, { recursive: true });
  const files = await readdir(join(fixtures, 'pool'));
  const entries = files.map(async (name) => ({
    name: `example.com/Upper/Pool/v2@v2.0.3/${name}`,
    bytes: await readFile(join(fixtures, 'pool', name)),
  }));
  await writeFile(join(offered, 'v2.0.3.zip'), storedZip(await Promise.all(entries)));
  await writeFile(join(offered, 'v2.0.3.mod'), await readFile(join(fixtures, 'pool', 'go.mod')));
  await writeFile(join(offered, 'v2.0.3.info'), JSON.stringify({ Version: 'v2.0.3', Time: '2024-01-01T00:00:00Z' }));
  await writeFile(join(offered, 'list'), 'v2.0.3\n');
  const moduleCache = join(root, 'go', 'pkg', 'mod');
  const environment = {
    ...process.env,
    GOPATH: join(root, 'go'),
    GOMODCACHE: moduleCache,
    GOPROXY: `file://${join(root, 'proxy')}`,
    GOSUMDB: 'off',
    GOTOOLCHAIN: 'local',
    // `-modcacherw`, so that the test can remove what it made.
    GOFLAGS: '-mod=mod -modcacherw',
    GOWORK: 'off',
    GOENV: 'off',
  };
  const { stdout } = await run('go', ['env', 'GOROOT'], { env: environment });
  return { sources, moduleCache, goRoot: stdout.trim(), environment };
}

/** Builds the program, runs it to its end, and returns the folder with its profiles. */
export async function profilesOf(places: GoPlaces, build: GoBuild, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const program = join(folder, 'shop');
  const { flags = [], from = 'shop', packages = ['./cmd/shop'], cgo = false, goWork = 'off' } = build;
  const vendored = flags.includes('-mod=vendor');
  const environment = {
    ...places.environment,
    CGO_ENABLED: cgo ? '1' : '0',
    GOWORK: goWork,
    ...((vendored || goWork !== 'off') && { GOFLAGS: '-modcacherw' }),
  };
  await run('go', ['build', '-buildvcs=false', ...flags, '-o', program, ...packages], {
    cwd: join(places.sources, from),
    env: environment,
    timeout: 300_000,
  });
  await run(program, [folder], { timeout: 60_000 });
  return folder;
}

/** Runs the go tool where the program's sources lie. */
export async function go(places: GoPlaces, from: string, ...words: readonly string[]): Promise<void> {
  await run('go', words, { cwd: join(places.sources, from), env: places.environment, timeout: 120_000 });
}
