// An answer that cannot be written is no answer: status 2, and a word about it, for every command in every format.
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import esbuild from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveHttp } from '../sources/localServer';
import { readFixture } from '../support/profiles/decodeFixtures';
import { repositoryRoot } from '../support/paths';
import { fixture } from './harness';

const folder = mkdtempSync(join(tmpdir(), 'leaklens-full-'));
const program = join(folder, 'cli.js');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  await esbuild.build({
    entryPoints: [join(repositoryRoot, 'src/cli.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    logLevel: 'silent',
  });
});

const heap = fixture('profiles/heap.pb.gz');
const trace = join(folder, 'trace.txt');

const files: readonly (readonly string[])[] = [
  ['--help'],
  ['--version'],
  ['top', '--help'],
  ['top', heap],
  ['peek', heap, 'main'],
  ['list', heap, 'main'],
  ['stacks', heap],
  ['goroutines', fixture('profiles/goroutine.debug2.txt')],
  ['memory', fixture('profiles/heap.debug1.txt')],
  ['gctrace', trace],
].flatMap((argv) =>
  argv[0]?.startsWith('--') === true || argv.includes('--help') ? [argv] : [argv, [...argv, '--format', 'json']],
);

function run(
  argv: readonly string[],
  redirection: string,
): Promise<{ readonly status: number; readonly error: string }> {
  const command = [process.execPath, program, ...argv].map((word) => `'${word}'`).join(' ');
  return new Promise((resolve) => {
    execFile('bash', ['-c', `${command} ${redirection}`], (failure, _out, error) => {
      resolve({ status: failure === null ? 0 : Number(failure.code), error });
    });
  });
}

describe.skipIf(!existsSync('/dev/full'))('a full disk', () => {
  beforeAll(() => {
    const line = 'gc 1 @0.012s 2%: 0.026+0.39+0.10 ms clock, 0.21+0.88/0.52/0+0.84 ms cpu, 4->5->1 MB, 5 MB goal, 8 P';
    spawnSync('bash', ['-c', `printf '%s\\n' '${line}' > '${trace}'`]);
  });

  it.each(files.map((argv) => [argv.join(' ').replaceAll(repositoryRoot, '.'), argv] as const))(
    'is said by %s',
    async (_name, argv) => {
      const { status, error } = await run(argv, '> /dev/full');
      expect([status, error]).toEqual([
        2,
        expect.stringMatching(/^leaklens[^\n]*: The answer cannot be written: the disk is full \(ENOSPC\)\.\n$/),
      ]);
    },
  );

  const bodies: Readonly<Record<string, string>> = {
    heap: 'heap.pb.gz',
    'heap?debug=1': 'heap.debug1.txt',
    goroutine: 'goroutine.pb.gz',
    'goroutine?debug=2': 'goroutine.debug2.txt',
  };

  const serve = () =>
    serveHttp((request, response) => {
      const file = bodies[(request.url ?? '').replace('/debug/pprof/', '')];
      if (file === undefined) response.writeHead(404).end();
      else response.end(readFixture(`profiles/${file}`));
    });

  it.each(['text', 'json'])('is said by capture in %s', async (format) => {
    const { origin } = await serve();
    const { status, error } = await run(
      ['capture', origin, '--out', join(folder, format), '--format', format],
      '> /dev/full',
    );
    expect([status, error]).toEqual([2, expect.stringContaining('the disk is full (ENOSPC)')]);
  });

  it.each(['text', 'json', 'markdown', 'sarif', 'junit'])('is said by watch in %s', async (format) => {
    const { origin } = await serve();
    const { status, error } = await run(
      ['watch', origin, '--for', '300ms', '--every', '100ms', '--format', format],
      '> /dev/full',
    );
    expect([status, error]).toEqual([2, expect.stringContaining('the disk is full (ENOSPC)')]);
  });

  it('on standard error is a pity, and no other status', async () => {
    expect((await run(['top', 'no such file'], '2> /dev/full')).status).toBe(2);
    expect((await run(['top', heap], '> /dev/null 2> /dev/full')).status).toBe(0);
  });

  it('on both is a status', async () => {
    expect((await run(['top', heap], '> /dev/full 2>&1')).status).toBe(2);
  });
});

it.skipIf(process.platform === 'win32')('a terminal that only reads is said', async () => {
  const { status, error } = await run(['top', heap], `1< '${heap}'`);
  expect([status, error]).toEqual([2, expect.stringContaining('cannot be written to standard output (EBADF)')]);
});

it.skipIf(process.platform === 'win32')('a reader that has gone is no failure', async () => {
  expect(await run(['stacks', heap, '--format', 'json'], '| head -c 1 > /dev/null; exit ${PIPESTATUS[0]}')).toEqual({
    status: 0,
    error: '',
  });
});
