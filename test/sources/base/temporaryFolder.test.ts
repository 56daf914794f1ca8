// What a killed process has left in the system's folder for temporary files goes with the next one, and nothing else does.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { makeTemporaryFolder, removeLeftFolders } from '../../../src/sources/base/temporaryFolder';
import { bundleServer, startServer } from '../../lsp/serverProcess';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'leaklens-left-')));
const program = join(folder, 'program.cjs');
const source = `
import { makeTemporaryFolder } from './temporaryFolder';
import { writeFileSync } from 'node:fs';
void makeTemporaryFolder('profiles').then((folder) => {
  writeFileSync(folder + '/TestLeak.heap.1.pb.gz', 'profile');
  console.log(folder);
  setInterval(() => {}, 1000);
});
`;
let temporary: string;

beforeAll(async () => {
  await build({
    stdin: { contents: source, resolveDir: join(import.meta.dirname, '../../../src/sources/base'), loader: 'ts' },
    outfile: program,
    bundle: true,
    platform: 'node',
    logLevel: 'silent',
  });
});

beforeEach(() => {
  temporary = mkdtempSync(join(folder, 'tmp-'));
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, temporary);
  return () => vi.unstubAllEnvs();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Another process of ours, with its folder. */
async function another() {
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [made] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const kill = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { made, kill };
}

describe('what a process has left', () => {
  it('stays while it runs, and goes when it was killed', async () => {
    const { made, kill } = await another();
    await removeLeftFolders();
    expect(existsSync(join(made, 'TestLeak.heap.1.pb.gz'))).toBe(true);
    await kill();
    await removeLeftFolders();
    expect(existsSync(made)).toBe(false);
  });

  it('goes before another process makes its own first', async () => {
    const { made, kill } = await another();
    await kill();
    const next = await another();
    expect([existsSync(made), existsSync(next.made)]).toEqual([false, true]);
  });

  it('goes when an engine is opened', { timeout: 60_000 }, async () => {
    const { file, folder: bundle } = await bundleServer();
    onTestFinished(() => rmSync(bundle, { recursive: true, force: true }));
    const { made, kill } = await another();
    await kill();
    const { client } = await startServer(file);
    await client.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
    await client.sendNotification('initialized', {});
    await expect.poll(() => existsSync(made), { timeout: 20_000 }).toBe(false);
  });

  it('is known by its whole name: another machine’s, another program’s and what a link leads to stay', async () => {
    const { made, kill } = await another();
    await kill();
    const name = basename(made);
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere, { recursive: true });
    writeFileSync(join(elsewhere, 'kept'), '');
    rmSync(made, { recursive: true });
    symlinkSync(elsewhere, made, 'junction');
    const others = [
      name.replace(/-[0-9a-f]{8}-/, '-00000000-'),
      name.replace('leaklens', 'other'),
      'leaklens-profiles-Ab12Cd',
    ];
    for (const other of others) mkdirSync(join(temporary, other));
    await removeLeftFolders();
    expect([...others.map((other) => join(temporary, other)), join(elsewhere, 'kept')].filter(existsSync)).toHaveLength(
      4,
    );
  });
});

it('a folder is its owner’s alone, and says whose', async () => {
  const made = await makeTemporaryFolder('test');
  expect(made).toMatch(/leaklens-test-[0-9a-f]{8}-\d+-\w{6}$/);
  expect(made).toContain(`-${String(process.pid)}-`);
  if (process.platform !== 'win32') expect(statSync(made).mode & 0o777).toBe(0o700);
});
