// Two processes behind one address: what they say is never taken for that of one, nor for one that was replaced.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { recorded } from '../engine/recordedService';
import { serveHttp } from '../sources/localServer';
import { leaklens } from './harness';

const folder = mkdtempSync(join(tmpdir(), 'leaklens-balanced-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const files: Readonly<Record<string, string>> = {
  heap: 'heap.pb.gz',
  'heap?debug=1': 'heap.debug1.txt.gz',
  goroutine: 'goroutine.pb.gz',
  'goroutine?debug=2': 'goroutine.debug2.txt.gz',
};

/** The recorded gateway, and another process of the same program, whose collections ended at other moments. */
function answerOf(replica: number, frame: number, path: string): Uint8Array | null {
  const file = files[path];
  if (file === undefined) return null;
  const bytes = recorded(frame, file);
  if (path !== 'heap?debug=1') return bytes;
  const text = Buffer.from(bytes).toString('latin1');
  const moved = (ring: string) => ring.replace(/\d{8}(?=\d{6}\b)/g, (digits) => String(Number(digits) ^ replica));
  return Buffer.from(text.replace(/^# PauseEnd = .*$/m, moved), 'latin1');
}

const aging = (request: number): number => Math.min(19, 3 + Math.floor(request / 4));

/** @param turn which of them answers the nth request @param age how old it is then, in recorded frames */
async function balanced(turn: (request: number) => number, age = aging): Promise<string> {
  let request = 0;
  const { origin } = await serveHttp((asked, response) => {
    const path = (asked.url ?? '').replace('/debug/pprof/', '');
    const body = answerOf(turn(request), age(request), path);
    request += 1;
    if (body === null) response.writeHead(404, { 'x-go-pprof': '1' }).end('Unknown profile\n');
    else response.end(body);
  });
  return origin;
}

/** Not Math.random: a test that fails has to fail again. */
const scattered = (request: number) => ((request + 7) * 2654435761) >>> 31;

const ways: readonly [string, (request: number) => number][] = [
  ['each request to the next', (request) => request % 2],
  ['two requests to each', (request) => Math.floor(request / 2) % 2],
  ['requests to any of them', scattered],
];

describe.each(ways)('a balancer that gives %s', (_, turn) => {
  it('ends a watch with status 2 and no verdict', async () => {
    const { status, out, error } = await leaklens([
      ...['watch', await balanced(turn), '--for', '30s', '--every', '1s', '--fail-on', 'possible'],
    ]);
    expect(status).toBe(2);
    expect(error).toMatch(/^leaklens watch: Several processes answer at .* in turns, as behind a load balancer/);
    expect(error).toContain('kubectl port-forward');
    expect(out).toContain('No verdict: several processes answer at this address.');
    expect(out).not.toMatch(/Passed|replaced/);
  }, 30_000);

  it('has no snapshot', async () => {
    const out = join(folder, 'capture');
    const { status, error } = await leaklens(['capture', await balanced(turn), '--out', out]);
    expect([status, error]).toEqual([2, expect.stringContaining('Several processes answer at')]);
    expect(readdirSync(folder)).toEqual([]);
  });
});

it('one process behind it is watched and captured as ever', async () => {
  const url = await balanced(() => 1);
  expect((await leaklens(['capture', url, '--out', join(folder, 'one')])).status).toBe(0);
  const { status, out } = await leaklens(['watch', url, '--for', '3s', '--every', '1s']);
  expect([status, out]).toEqual([0, expect.stringContaining('Watched')]);
});

it('a process that is replaced once is no second one', async () => {
  const enough = new AbortController();
  const url = await balanced(
    (request) => (request < 24 ? 0 : 1),
    (request) => {
      if (request > 44) enough.abort();
      return request < 24 ? 12 : 2 + Math.floor((request - 16) / 4);
    },
  );
  const { status, out } = await leaklens(['watch', url, '--for', '60s', '--every', '1s'], { signal: enough.signal });
  expect([status, out]).toEqual([0, expect.stringMatching(/The process was replaced meanwhile \(1 times\)/)]);
}, 60_000);
