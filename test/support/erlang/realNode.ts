// Starts real nodes of Erlang for tests, with a port mapper of their own: nothing of it is left behind, and nodes of the person whose
// machine this is are neither seen nor disturbed.
import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

let found: boolean | undefined;

/** Whether there is an Erlang on this machine. */
export function hasErlang(): boolean {
  found ??= spawnSync('erl', ['+V']).status === 0 && spawnSync('epmd', ['-help']).error === undefined;
  return found;
}

/** The release of that Erlang: 27. */
export function erlangRelease(): number {
  const answer = ['-noshell', '-eval', 'io:format("~s", [erlang:system_info(otp_release)]), halt().'];
  return Number(spawnSync('erl', answer, { encoding: 'utf8' }).stdout);
}

/** The first release whose allocators tag blocks with the function that allocated them. */
export const releaseWithTags = 27;

/** What such a node is started with. */
export const tagged = ['+Muatags', 'code'] as const;

export interface NodeOptions {
  /** Before the @. */
  readonly name?: string;
  readonly cookie?: string;
  /** Further arguments of `erl`. */
  readonly args?: readonly string[];
  /** Of its distribution; a free one unless it is given. */
  readonly port?: number;
}

/** A node that runs. */
export interface RealNode {
  readonly name: string;
  readonly cookie: string;
  /** Of its distribution. */
  readonly port: number;
  /** What is to be set for whoever looks for it: ERL_EPMD_PORT, and an empty home. */
  readonly environment: Readonly<Record<string, string>>;
  readonly homeDirectory: string;
  /** Calls a function without arguments in the node, by an Erlang of its own. */
  call(module: string, name: string): Promise<void>;
  /** All that it has written so far. */
  output(): string;
  /** It answers nothing, and its connections stay, until it is thawed. */
  freeze(): void;
  thaw(): void;
  kill(): Promise<void>;
}

/** A port mapper and the nodes that know it. */
export interface ErlangMachine {
  readonly epmdPort: number;
  start(options?: NodeOptions): Promise<RealNode>;
  dispose(): Promise<void>;
}

const startTimeoutMillis = 40_000;

export async function startErlangMachine(): Promise<ErlangMachine> {
  const epmdPort = await freePort();
  const home = mkdtempSync(join(tmpdir(), 'leaklens-erlang-'));
  const epmd = spawn('epmd', ['-port', String(epmdPort), '-address', '127.0.0.1'], { stdio: 'ignore' });
  const nodes: ChildProcess[] = [];
  const environment = { ERL_EPMD_PORT: String(epmdPort), ERL_EPMD_ADDRESS: '127.0.0.1', HOME: home };
  let count = 0;
  return {
    epmdPort,
    async start(options = {}) {
      count += 1;
      const { name = `node${count}`, cookie = `cookie${count}`, args = [], port = await freePort() } = options;
      const listening = ['inet_dist_listen_min', 'inet_dist_listen_max'].flatMap((key) => [key, String(port)]);
      const all = [
        ...['-sname', name, '-setcookie', cookie, '-noinput', '-start_epmd', 'false', '-kernel', ...listening],
        ...[...args, '-eval', 'io:format("ready~n").'],
      ];
      const child = spawn('erl', all, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
      nodes.push(child);
      let text = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      }
      await until(
        () => text.includes('ready'),
        () => `node ${name} did not start:\n${text}`,
      );
      return {
        name,
        cookie,
        port,
        environment,
        homeDirectory: home,
        output: () => text,
        call: (module, called) => callIn({ name, cookie, environment }, `${module}, ${called}`),
        freeze: () => void child.kill('SIGSTOP'),
        thaw: () => void child.kill('SIGCONT'),
        kill: () => ended(child),
      };
    },
    async dispose() {
      for (const node of nodes) await ended(node);
      await ended(epmd);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export async function until(holds: () => boolean, otherwise: () => string): Promise<void> {
  const deadline = Date.now() + startTimeoutMillis;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(otherwise());
    await delay(20);
  }
}

/** A file with the node's cookie, as its arguments would have it. */
export function cookieFile({
  name,
  cookie,
  homeDirectory,
}: Pick<RealNode, 'name' | 'cookie' | 'homeDirectory'>): string {
  const path = join(homeDirectory, `${name}.vm.args`);
  writeFileSync(path, `-sname ${name}\n-setcookie ${cookie}\n`, { mode: 0o600 });
  return path;
}

async function callIn(
  { name, cookie, environment }: Pick<RealNode, 'name' | 'cookie' | 'environment'>,
  called: string,
): Promise<void> {
  const [own, host] = [`caller${process.pid}`, 'lists:last(string:split(atom_to_list(node()), "@"))'];
  const node = `list_to_atom("${name}@" ++ ${host})`;
  const evaluated = `case rpc:call(${node}, ${called}, []) of {badrpc, _} -> halt(1); _ -> halt(0) end.`;
  const args = ['-hidden', '-sname', own, '-setcookie', cookie, '-noinput', '-start_epmd', 'false', '-eval', evaluated];
  await promisify(execFile)('erl', args, { env: { ...process.env, ...environment } });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await over;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
