import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { retentionBytes } from '../support/profiles/retentionBytes';
import { hasGo, writeModule } from '../syntax/go/goPrograms';
import { leaklens, leaklensJson } from './harness';

const source = `package main

type session struct{ body []byte }

var sessions = map[int]*session{}

func main() { sessions[1] = &session{} }
`;

const held = [
  { chain: ['main.sessions', '$mapval. (*main.session)', 'body. ([]uint8)'], objects: 8, bytes: 65536 },
  { chain: ['main.sessions'], objects: 1, bytes: 512 },
  { chain: ['runtime.goexit', 'main.hold.w'], objects: 2, bytes: 1024 },
];

let bin = '';
beforeAll(async () => {
  bin = await mkdtemp(join(tmpdir(), 'leaklens-grf-'));
  const folder = join(import.meta.dirname, '../services/goref');
  if (hasGo) spawnSync('go', ['build', '-o', join(bin, 'grf'), '.'], { cwd: folder });
});
afterAll(() => rm(bin, { recursive: true, force: true }));

/** A program of the workspace, the profile that was recorded of it, and what finds `grf`. */
async function workspace(grf: Readonly<Record<string, string>> = {}) {
  const folder = await writeModule({ 'main.go': source });
  await writeFile(`${folder}/recorded`, retentionBytes(held));
  const environment = { PATH: bin, HOME: folder, GRF_RECORDED: `${folder}/recorded`, ...grf };
  return { folder, surroundings: { workingDirectory: folder, environment } };
}

/** A process that says every few milliseconds that it lives. */
function living() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => console.log("tick"), 10)'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let ticks = 0;
  child.stdout.on('data', () => (ticks += 1));
  const says = async () => {
    const before = ticks;
    await delay(300);
    return ticks > before;
  };
  return { pid: String(child.pid), says };
}

async function until(is: () => Promise<boolean>): Promise<void> {
  while (!(await is())) await delay(10);
}

describe.skipIf(!hasGo || process.platform !== 'linux')(
  'who holds the memory of a process (skipped without Go)',
  () => {
    it('is told with lines, and the process runs on', async () => {
      const { folder, surroundings } = await workspace();
      const { pid, says } = living();
      await until(says);
      expect(await leaklensJson(['holders', pid, '--yes'], surroundings)).toMatchObject({
        total: 67072,
        rows: [
          {
            name: 'main.sessions',
            file: `${folder}/main.go`,
            line: 5,
            objects: 9,
            bytes: 66048,
            chain: ['$mapval. (*main.session)', 'body. ([]uint8)'],
          },
          { name: 'main.hold.w', file: null, bytes: 1024 },
        ],
      });
      expect(await says()).toBe(true);
      const { out } = await leaklens(['holders', pid, '--yes', '--out', `${folder}/kept.out`], surroundings);
      expect(out).toContain('main.sessions (main.go:5)');
      expect((await leaklens(['top', `${folder}/kept.out`], surroundings)).out).toContain('main.sessions');
    });

    it('asks first: without --yes nothing is attached to, and the pause is named', async () => {
      const { surroundings } = await workspace({ GRF_COMPLAINT: 'this must not run' });
      const { status, error } = await leaklens(['holders', '4711'], surroundings);
      expect(status).toBe(2);
      expect(error).toContain('The whole process stands still while goref reads its memory');
      expect(error).toContain('add --yes');
      expect(error).not.toContain('this must not run');
    });

    it('lets the process run on at once when it is cancelled', async () => {
      const { surroundings } = await workspace({ GRF_SECONDS: '600' });
      const { pid, says } = living();
      await until(says);
      const stop = new AbortController();
      const asked = leaklens(['holders', pid, '--yes'], { ...surroundings, signal: stop.signal });
      await until(async () => !(await says()));
      stop.abort();
      expect((await asked).status).toBe(2);
      await until(says);
    });

    it('lets the process run on where goref left it stopped, and not one that somebody had stopped before', async () => {
      const { surroundings } = await workspace({ GRF_LEAVES_STOPPED: 'yes' });
      const { pid, says } = living();
      await until(says);
      expect((await leaklens(['holders', pid, '--yes'], surroundings)).error).toContain('detach failed');
      await until(says);
      process.kill(Number(pid), 'SIGSTOP');
      await until(async () => !(await says()));
      await leaklens(['holders', pid, '--yes'], (await workspace({ GRF_COMPLAINT: 'no' })).surroundings);
      expect(await says()).toBe(false);
    });

    it('of a core file needs no consent', async () => {
      const { folder, surroundings } = await workspace();
      const asked = ['holders', `${folder}/core.1`, '--executable', `${folder}/shop`];
      expect((await leaklens(asked, surroundings)).out).toContain('main.sessions (main.go:5)');
    });

    it.each([
      [
        'could not open debug info: could not read debug info (no) and could not read go symbol table (no)',
        'built without names',
        'Build it without -s and -w',
      ],
      ['could not attach to pid 1: operation not permitted', 'look into process 1', 'CAP_SYS_PTRACE'],
      ['could not attach to pid 1: no such process', 'no process 1 for goref', 'Check the number'],
      ['unsupported go version go1.99', 'does not know the Go', 'newest goref'],
      ['something else', 'something else', 'grf attach PID'],
    ])('says in words what went wrong: %s', async (complaint, what, step) => {
      const { surroundings } = await workspace({ GRF_COMPLAINT: complaint });
      const { status, error } = await leaklens(['holders', '1', '--yes'], surroundings);
      expect(status).toBe(2);
      expect(error).toContain(what);
      expect(error).toContain(step);
    });

    it('says how to install goref', async () => {
      const { surroundings } = await workspace({ PATH: '/nowhere' });
      const { error } = await leaklens(['holders', '1', '--yes'], surroundings);
      expect(error).toContain('go install github.com/cloudwego/goref/cmd/grf@latest');
    });
  },
);
