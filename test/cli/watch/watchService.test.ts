// `watch` against real services: the leak on its line, its end after the fix, and nothing where there is none.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import esbuild from 'esbuild';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { passOn } from '../../host/support/services/passOn';
import { hasGo, startService } from '../../support/go/goService';
import { outputFolder, repositoryRoot } from '../../support/paths';
import { leaklens } from '../harness';

const folder = mkdtempSync(join(tmpdir(), 'leaklens-soak-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Answer {
  readonly ending: string;
  readonly series: Record<string, [number, number][]>;
  readonly limits: readonly {
    readonly reachesInSeconds: { readonly likely: number; readonly earliest: number; readonly latest: number } | null;
  }[];
  readonly findings: readonly {
    readonly id: string;
    readonly kind: string;
    readonly confidence: string;
    readonly status: string | null;
    readonly site: { readonly line: number; readonly file: string; readonly path: string | null } | null;
    readonly rate: { readonly value: number } | null;
  }[];
}

async function watch(url: string, argv: readonly string[], workingDirectory = folder) {
  const { status, out, error } = await leaklens(['watch', url, '--every', '1s', '--format', 'json', ...argv], {
    workingDirectory,
  });
  return { status, error, answer: JSON.parse(out) as Answer };
}

// Each test waits for a service of its own nearly all the time: they wait at once.
describe.skipIf(!hasGo()).concurrent('watch (skipped without Go)', () => {
  it(
    'fails on a leak, names its line, and tells it apart from its fix by the baseline',
    { timeout: 180_000 },
    async () => {
      const service = await startService('sentinel', { args: ['-leak', '-interval', '500ms'] });
      try {
        const baseline = join(folder, 'soak');
        const argv = ['--for', '35s', '--fail-on', 'probable', '--baseline', baseline];
        const leaking = await watch(service.url, argv, service.sourceDirectory);
        const blocked = (await service.truth()).sites.find(({ role }) => role === 'blocked');
        const [worst] = leaking.answer.findings;
        expect(leaking.status).toBe(1);
        expect(worst).toMatchObject({ kind: 'goroutine-leak', confidence: 'probable', site: { line: blocked?.line } });
        expect(worst?.site?.path).toBe(join(service.sourceDirectory, blocked?.file ?? ''));
        expect(worst?.rate?.value).toBeGreaterThan(0);
        expect(leaking.answer.series['goroutines']?.length).toBeGreaterThan(10);

        await service.post('/leak/fix');
        await service.truthWhen(({ leakedGoroutines }) => leakedGoroutines === 0);
        const fixed = await watch(service.url, ['--for', '5s', '--fail-on', 'possible', '--baseline', baseline]);
        expect(fixed.answer.findings).toContainEqual(expect.objectContaining({ id: worst?.id, status: 'fixed' }));
        expect(fixed.status).toBe(0);
      } finally {
        await service.stop();
      }
    },
  );

  it('takes a capture for a baseline: the crowd that waited then is not new', { timeout: 120_000 }, async () => {
    const service = await startService('sentinel', { args: ['-leak', '-instances', '100', '-interval', '100ms'] });
    try {
      await service.truthWhen(({ leakedGoroutines }) => leakedGoroutines > 1500);
      await service.post('/leak/stop');
      const captured = join(folder, 'captured');
      expect((await leaklens(['capture', service.url, '--out', captured])).status).toBe(0);
      const { status, answer } = await watch(service.url, [
        '--for',
        '5s',
        '--fail-on',
        'possible',
        '--baseline',
        captured,
      ]);
      const blocked = (await service.truth()).sites.find(({ role }) => role === 'blocked');
      const leak = answer.findings.find(({ kind }) => kind === 'goroutine-leak');
      expect(leak).toMatchObject({ status: 'unchanged', site: { line: blocked?.line } });
      expect(status).toBe(0);
    } finally {
      await service.stop();
    }
  });

  // At 70 requests per second, as at 200 on a busy machine, the cache grows for as long as anybody watches: its source shows its bound.
  it.each([200, 70])(
    'finds nothing that leaks in a service without a leak, at %i requests per second',
    { timeout: 120_000 },
    async (rate) => {
      const service = await startService('healthy', { args: ['-rate', String(rate)] });
      try {
        const { status, answer } = await watch(
          service.url,
          ['--for', '30s', '--fail-on', 'probable'],
          service.sourceDirectory,
        );
        expect(answer.findings.filter(({ confidence }) => confidence === 'probable')).toEqual([]);
        expect([status, answer.ending]).toEqual([0, 'complete']);
      } finally {
        await service.stop();
      }
    },
  );

  it('says when the memory is at its limit, and fails where that is too soon', { timeout: 120_000 }, async () => {
    const service = await startService('gateway', { args: ['-leak'] });
    try {
      const argv = ['--for', '75s', '--memory-limit', '4GB', '--fail-on-oom-within', '24h'];
      const { status, answer } = await watch(service.url, argv, service.sourceDirectory);
      const [limit] = answer.limits;
      expect(limit).toMatchObject({ series: 'rss', limit: 4 * 2 ** 30, origin: 'setting', unit: 'bytes' });
      const { likely = 0, earliest = 0, latest = 0 } = limit?.reachesInSeconds ?? {};
      expect([earliest <= likely, likely <= latest, likely > 0, likely < 86_400]).toEqual([true, true, true, true]);
      expect(status).toBe(1);
    } finally {
      await service.stop();
    }
  });

  it('reports what there is when the service ends', { timeout: 120_000 }, async () => {
    const service = await startService('gateway', { args: ['-leak'] });
    const watching = watch(service.url, ['--for', '10m']);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await service.stop();
    const { status, error, answer } = await watching;
    expect([status, answer.ending]).toEqual([2, 'lost']);
    expect(answer.series['goroutines']?.length).toBeGreaterThan(0);
    expect(error).toMatch(/^leaklens watch: [^\n]*\n$/);
  });

  it.skipIf(process.platform === 'win32')(
    'ends early on SIGINT with what there is',
    { timeout: 120_000 },
    async ({ onTestFinished }) => {
      const program = join(outputFolder, 'cli', 'watch.js');
      // As esbuild.mjs builds it.
      await esbuild.build({
        entryPoints: [join(repositoryRoot, 'src/cli.ts')],
        outfile: program,
        bundle: true,
        platform: 'node',
        format: 'cjs',
        target: 'node22',
      });
      const service = await startService('gateway');
      try {
        let asked = 0;
        // It has something to say once the second round is asked for.
        const gate = createServer((request, response) => {
          if (request.url?.includes('heap') === true) asked += 1;
          passOn(new URL(service.url).origin, request.url ?? '/', response);
        }).listen(0, '127.0.0.1');
        onTestFinished(() => void gate.close());
        await once(gate, 'listening');
        const url = `http://127.0.0.1:${String((gate.address() as AddressInfo).port)}`;
        const argv = [program, 'watch', url, '--for', '10m', '--every', '500ms', '--format', 'json'];
        const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'], cwd: folder });
        let out = '';
        child.stdout.on('data', (piece: Buffer) => (out += piece.toString('utf8')));
        await vi.waitFor(() => expect(asked).toBeGreaterThan(2), { timeout: 60_000, interval: 50 });
        child.kill('SIGINT');
        const [code] = (await once(child, 'close')) as [number | null];
        expect(code).toBe(0);
        expect(JSON.parse(out)).toMatchObject({ ending: 'interrupted', polls: expect.any(Number) as number });
      } finally {
        await service.stop();
      }
    },
  );
});
