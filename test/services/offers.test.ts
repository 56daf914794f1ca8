// A real Go service that offers one kind of profile: what is found, and what is said to be missing.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaklens } from '../cli/harness';
import { hasGo, startService } from '../support/go/goService';

const source = join(import.meta.dirname, 'offers');
const folder = mkdtempSync(join(tmpdir(), 'leaklens-offers-'));
const binary = join(folder, process.platform === 'win32' ? 'offers.exe' : 'offers');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The line that ends with this comment. */
function lineOf(marker: string): number {
  return (
    readFileSync(join(source, 'main.go'), 'utf8')
      .split('\n')
      .findIndex((line) => line.endsWith(`// ${marker}`)) + 1
  );
}

interface Watched {
  readonly ending: string;
  readonly series: Record<string, [number, number][]>;
  readonly findings: readonly { readonly kind: string; readonly site: { readonly line: number } | null }[];
  readonly capabilities: Record<
    string,
    { readonly state: string; readonly status: number | null; readonly why: string | null }
  >;
}

async function watchOnly(only: string) {
  const service = await startService('gateway', { binary, args: ['-only', only] });
  try {
    const argv = ['watch', service.url, '--for', '32s', '--every', '1s', '--format', 'json'];
    const { status, out } = await leaklens(argv, { workingDirectory: source });
    return { status, watched: JSON.parse(out) as Watched };
  } finally {
    await service.stop();
  }
}

describe.skipIf(!hasGo())('a service of Go (skipped without Go)', () => {
  beforeAll(async () => {
    const env = { ...process.env, CGO_ENABLED: '0', GOTOOLCHAIN: 'local', GOFLAGS: '', GOWORK: 'off' };
    await promisify(execFile)('go', ['build', '-buildvcs=false', '-o', binary, '.'], { cwd: source, env });
  }, 120_000);

  it.concurrent(
    'that offers only its heap has its leak found on the line that allocates',
    { timeout: 90_000 },
    async () => {
      const { status, watched } = await watchOnly('heap');
      expect([status, watched.ending]).toEqual([0, 'complete']);
      expect(watched.findings).toContainEqual(
        expect.objectContaining({
          kind: 'heap-growth',
          site: expect.objectContaining({ line: lineOf('keeps') }) as object,
        }),
      );
      expect(watched.series['goroutines']).toEqual([]);
      expect(watched.series['liveHeap']?.length).toBeGreaterThan(5);
      expect(watched.series['heapAlloc']?.length).toBeGreaterThan(5);
      expect(watched.capabilities).toMatchObject({
        heap: { state: 'offered', why: null },
        memory: { state: 'offered' },
        goroutines: { state: 'refused', status: 403, why: 'HTTP 403 Forbidden: not from here' },
        stacks: { state: 'not-asked' },
      });
    },
  );

  it.concurrent(
    'that offers only its goroutines has its leak found on the line that waits',
    { timeout: 90_000 },
    async () => {
      const { status, watched } = await watchOnly('goroutine');
      expect([status, watched.ending]).toEqual([0, 'complete']);
      expect(watched.findings).toContainEqual(
        expect.objectContaining({
          kind: 'goroutine-leak',
          site: expect.objectContaining({ line: lineOf('waits') }) as object,
        }),
      );
      expect(watched.series).toMatchObject({ liveHeap: [], heapAlloc: [], sys: [] });
      expect(watched.series['goroutines']?.length).toBeGreaterThan(5);
      expect(watched.capabilities).toMatchObject({
        heap: { state: 'refused' },
        memory: { state: 'refused' },
        stacks: { state: 'offered' },
      });
    },
  );
});
