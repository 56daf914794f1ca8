import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import esbuild from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { outputFolder, repositoryRoot } from '../support/paths';
import { serveHttp } from '../sources/localServer';
import { profileBytesFromText } from '../support/profiles/profileText';
import { fixture } from './harness';

const program = join(outputFolder, 'cli', 'cli.js');
const heap = fixture('profiles/heap.pb.gz');
/** Answers with far more than a pipe holds. */
const long = join(outputFolder, 'cli', 'long.pb');

beforeAll(async () => {
  mkdirSync(join(outputFolder, 'cli'), { recursive: true });
  writeFileSync(long, profileBytesFromText('main.leaf;main.middle;main.main 1 8\n'.repeat(20_000)));
  // As esbuild.mjs builds dist/commandLine.js.
  await esbuild.build({
    entryPoints: [join(repositoryRoot, 'src/cli.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    banner: { js: '#!/usr/bin/env node' },
  });
});

describe('the program, built', () => {
  const folder = join(outputFolder, 'cli', 'built');
  const leaklens = (...argv: readonly string[]) =>
    execFileSync(process.execPath, [join(folder, 'cli.js'), ...argv], { encoding: 'utf8' });

  beforeAll(() => {
    execFileSync(process.execPath, ['esbuild.mjs', `--into=${folder}`], { cwd: repositoryRoot });
  }, 60_000);

  it('answers', () => {
    const out = leaklens('top', heap, '--limit', '1', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({ sampleType: { type: 'inuse_space' }, rows: [{}] });
    expect(readFileSync(join(folder, 'cli.js'), 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
  });

  it('loads nothing to say its version', () => {
    rmSync(join(folder, 'commandLine.js'));
    expect(leaklens('--version')).toMatch(/^leaklens \d+\.\d+\.\d+\n$/);
    expect(() => leaklens('--help')).toThrow('commandLine');
  });

  it.skipIf(!existsSync('/dev/full'))(
    'says why, when it cannot',
    () => {
      execFileSync(process.execPath, ['esbuild.mjs', `--into=${folder}`], { cwd: repositoryRoot });
      const run = spawnSync('bash', ['-c', `'${process.execPath}' '${folder}/cli.js' --version > /dev/full`], {
        encoding: 'utf8',
      });
      expect([run.status, run.stderr]).toEqual([2, expect.stringContaining('the disk is full')]);
    },
    60_000,
  );
});

describe('the program', () => {
  it('is offered as the bin of the package', () => {
    const { bin, version } = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as {
      bin: unknown;
      version: string;
    };
    expect(bin).toEqual({ leaklens: 'dist/cli.js' });
    expect(execFileSync(process.execPath, [program, '--version'], { encoding: 'utf8' })).toBe(`leaklens ${version}\n`);
    expect(readFileSync(program, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
  });

  it('reads standard input', () => {
    const argv = [program, 'top', '-', '--limit', '1', '--format', 'json'];
    const out = execFileSync(process.execPath, argv, { encoding: 'utf8', input: readFileSync(heap) });
    expect(JSON.parse(out)).toMatchObject({ sampleType: { type: 'inuse_space' }, rows: [{}] });
  });

  it.skipIf(process.platform === 'win32').each([
    ['/dev/stdin', '/dev/stdin'],
    ['a shell’s <(command)', `<(cat '${heap}')`],
    ['a file through /dev/fd', `/dev/fd/3 3<'${heap}'`],
  ])('reads %s', (_, source) => {
    const script = `'${process.execPath}' '${program}' top ${source} --limit 1 --format json`;
    const out = execFileSync('bash', ['-c', script], { encoding: 'utf8', input: readFileSync(heap) });
    expect(JSON.parse(out)).toMatchObject({ sampleType: { type: 'inuse_space' }, rows: [{}] });
  });

  it('ends with status 2 and one line, and with 0 when all is well', async () => {
    const run = promisify(execFile);
    const failed = await run(process.execPath, [program, 'top', 'no such file']).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^[^\n]+\n$/) as unknown });
    const done = await run(process.execPath, [program, 'top', heap]);
    expect(done.stderr).toBe('');
  });

  it('ends quietly when its reader has seen enough', async () => {
    const child = spawn(process.execPath, [program, 'stacks', long, '--format', 'json']);
    let error = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = (await once(child, 'exit')) as [number | null];
    expect([code, error]).toEqual([0, '']);
  });

  it('writes all of a long answer into a pipe', () => {
    const out = execFileSync(process.execPath, [program, 'stacks', '--format', 'json', long], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    const { samples } = JSON.parse(out) as { samples: unknown[] };
    expect([samples.length, out.length > 1024 * 1024]).toEqual([20_000, true]);
  });

  it.skipIf(process.platform === 'win32')('removes what is half captured when it is interrupted', async () => {
    const { origin } = await serveHttp((request, response) => {
      // The probe and the first profile are answered; the rest never is.
      if (request.url?.includes('debug=1') !== true) response.end(readFileSync(heap));
      else child.kill('SIGINT');
    });
    const out = join(outputFolder, 'cli', 'interrupted');
    const child = spawn(process.execPath, [program, 'capture', origin, '--out', out]);
    let error = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
    const [code] = (await once(child, 'close')) as [number | null];
    expect([code, error]).toEqual([2, expect.stringContaining('Cancelled')]);
    expect(existsSync(out)).toBe(false);
  });
});
