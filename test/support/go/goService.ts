// Builds and runs the Go programs of test/services, for tests in vitest, inside VS Code, and for the recorder.
// A service ends with whoever started it: it watches the pipe that is its standard input, and is killed at exit.
import { execFile, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, utimes } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { repositoryFolder } from '../repositoryFolder.ts';
import { own, runningService } from '../serving/runningService.ts';
import type { RunningService, ServiceExit, ServiceName, ServiceProcess } from '../serving/runningService.ts';

export interface BuildOptions {
  /** Build with -trimpath: profiles then name `leaklens.example/NAME/file.go` instead of absolute paths. */
  readonly trimpath?: boolean;
  /** GOEXPERIMENT, for example `goroutineleakprofile`. */
  readonly experiment?: string;
}

export interface StartOptions extends BuildOptions {
  /** Flags of the service: `['-rate', '100']`. See test/services/README.md. */
  readonly args?: readonly string[];
  /** Default: a free port on loopback. */
  readonly addr?: string;
  /** Added to the environment: `{ GODEBUG: 'gctrace=1' }`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Runs this program instead of one that is built here. */
  readonly binary?: string;
}

const startTimeoutMillis = 20_000;
const stderrCharacters = 256 * 1024;

let goVersion: string | undefined;

/** The output of `go version`, or an empty string where there is no Go. */
function installedGo(): string {
  goVersion ??= spawnSync('go', ['version'], { encoding: 'utf8', timeout: 10_000 }).stdout || '';
  return goVersion;
}

/** Whether the services can be built on this machine. */
export function hasGo(): boolean {
  return installedGo() !== '';
}

/** Absolute path of a service's sources. */
export function serviceSource(name: ServiceName): string {
  return resolve(repositoryFolder(), 'test', 'services', name);
}

const builds = new Map<ServiceName, Promise<unknown>>();

/** Builds a service, unless these very sources have been built before. Returns the absolute path of the program. */
export async function buildService(name: ServiceName, options: BuildOptions = {}): Promise<string> {
  const previous = builds.get(name) ?? Promise.resolve();
  const build = previous.then(() => buildUnlessThere(name, options));
  builds.set(
    name,
    build.catch(() => undefined),
  );
  return build;
}

async function buildUnlessThere(name: ServiceName, options: BuildOptions): Promise<string> {
  const source = serviceSource(name);
  const hash = createHash('sha256').update(JSON.stringify([installedGo(), source, options]));
  for (const file of readdirSync(source).sort()) hash.update(`${file}\0`).update(readFileSync(join(source, file)));
  const folder = join(repositoryFolder(), '.test-out', 'services', `${name}-${hash.digest('hex').slice(0, 12)}`);
  const program = join(folder, process.platform === 'win32' ? `${name}.exe` : name);
  if (existsSync(program)) {
    // These sources are what it was built of, whatever a checkout has done to their dates since.
    await utimes(program, new Date(), new Date());
    return program;
  }

  await mkdir(folder, { recursive: true });
  // Another test process may be building the same: the last rename wins, and either program is right.
  const unfinished = `${program}.${process.pid}`;
  const trimpath = options.trimpath === true ? ['-trimpath'] : [];
  await promisify(execFile)('go', ['build', '-buildvcs=false', ...trimpath, '-o', unfinished, '.'], {
    cwd: source,
    timeout: 300_000,
    env: {
      ...process.env,
      CGO_ENABLED: '0',
      GOTOOLCHAIN: 'local',
      GOFLAGS: '',
      GOWORK: 'off',
      GOEXPERIMENT: options.experiment ?? '',
    },
  });
  await rename(unfinished, program);
  return program;
}

/** Builds a service if need be, starts it and waits until it listens. @throws Error with what it wrote to stderr. */
export async function startService(name: ServiceName, options: StartOptions = {}): Promise<RunningService> {
  const program = options.binary ?? (await buildService(name, buildOptions(options)));
  const flags = ['-addr', options.addr ?? '127.0.0.1:0', '-exit-with-stdin', ...(options.args ?? [])];
  const child = spawn(program, flags, {
    argv0: name,
    cwd: dirname(program),
    env: { ...process.env, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const exited = own(child);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-stderrCharacters);
  });
  try {
    const url = await listeningUrl(child, exited);
    return runningService({ name, url, sourceDirectory: serviceSource(name), child, exited, stderr: () => stderr });
  } catch (error) {
    child.kill('SIGKILL');
    await exited;
    throw new Error(`${name} did not start: ${String(error)}\n${stderr}`, { cause: error });
  }
}

function buildOptions({ trimpath, experiment }: StartOptions): BuildOptions {
  return { ...(trimpath !== undefined && { trimpath }), ...(experiment !== undefined && { experiment }) };
}

async function listeningUrl(child: ServiceProcess, exited: Promise<ServiceExit>): Promise<string> {
  const lines = createInterface({ input: child.stdout });
  const giveUp = new AbortController();
  const first = once(lines, 'line', { signal: giveUp.signal }) as Promise<[string]>;
  try {
    const line = await Promise.race([
      first.then(([text]) => text),
      exited.then(({ code, signal }) => Promise.reject(new Error(`ended with ${code ?? signal ?? 'an error'}`))),
      delay(startTimeoutMillis, undefined, { signal: giveUp.signal }).then(() =>
        Promise.reject(new Error(`no word after ${startTimeoutMillis / 1000} s`)),
      ),
    ]);
    const url = /^listening on (http:\/\/\S+)$/.exec(line)?.[1];
    if (url === undefined) throw new Error(`unexpected first line: ${line}`);
    return url;
  } finally {
    giveUp.abort();
    child.stdout.resume();
  }
}
