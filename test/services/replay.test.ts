// The recorded gateway, as the replay server serves it. No Go is needed here.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReplayManifest } from '../support/recording/replayManifest';
import { startReplay } from '../support/recording/replayServer';
import type { Replay } from '../support/recording/replayServer';
import type { Truth } from '../support/serving/runningService';

const directory = resolve(__dirname, '../fixtures/gateway-replay');
const manifest = JSON.parse(readFileSync(resolve(directory, 'manifest.json'), 'utf8')) as ReplayManifest;

describe('the replay of the gateway', () => {
  let replay: Replay;
  let now = 0;

  beforeEach(async () => {
    now = 0;
    replay = await startReplay({ directory, elapsedSeconds: () => now });
  });
  afterEach(() => replay.dispose());

  const get = (path: string): Promise<Response> => fetch(replay.url + path, { redirect: 'manual' });
  const text = async (path: string): Promise<string> => (await get(path)).text();
  const truth = async (): Promise<Truth> => (await (await get('/truth')).json()) as Truth;
  const blocked = async (): Promise<number> =>
    (await text('/debug/pprof/goroutine?debug=2')).split('[chan send').length - 1;

  it('serves each frame in its time, and the last one for ever', async () => {
    const leaked: number[] = [];
    for (const frame of manifest.frames) {
      now = frame.seconds;
      const { leakedGoroutines } = await truth();
      expect(Math.abs((await blocked()) - leakedGoroutines)).toBeLessThanOrEqual(2);
      leaked.push(leakedGoroutines);
    }
    expect(leaked.slice(0, 20)).toEqual(leaked.slice(0, 20).toSorted((a, b) => a - b));
    expect(leaked[19]).toBeGreaterThan(400);
    expect(leaked.slice(20)).toEqual([0, 0, 0, 0]);
    now = 1e6;
    expect(await truth()).toMatchObject({ fixed: true, leaking: false, leakedGoroutines: 0 });
  });

  it('stays in a frame until the next is due', async () => {
    now = manifest.frames[8]!.seconds + 4.9;
    expect((await truth()).leakedGoroutines).toBe(manifest.frames[8]!.truth.leakedGoroutines);
  });

  it('passes time faster on request', async () => {
    const fast = await startReplay({ directory, speed: 1e9 });
    try {
      expect(await (await fetch(`${fast.url}/truth`)).json()).toMatchObject({ fixed: true });
    } finally {
      await fast.dispose();
    }
  });

  it('answers a profile as Go does', async () => {
    now = manifest.frames[10]!.seconds;
    const response = await get('/debug/pprof/heap?gc=1');
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="heap"',
      'x-content-type-options': 'nosniff',
    });
    expect(response.headers.has('content-encoding')).toBe(false);
    const body = Buffer.from(await response.arrayBuffer());
    expect(gunzipSync(body).includes('leaklens.example/gateway/gateway.go')).toBe(true);
  });

  it('answers text as text, and takes every debug level that Go takes', async () => {
    const response = await get('/debug/pprof/heap?debug=2');
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.has('content-disposition')).toBe(false);
    expect(await response.text()).toMatch(/^heap profile: [\s\S]*^# HeapIdle = \d+$/m);
    expect(await text('/debug/pprof/goroutine?debug=1')).toMatch(/^goroutine profile: total \d+\n/);
    expect(await text('/debug/pprof/cmdline')).toMatch(/^gateway\0-addr\0/);
  });

  it('lists the profiles that it has, with their counts', async () => {
    now = manifest.frames[10]!.seconds;
    const page = await text('/debug/pprof/');
    const rows = [...page.matchAll(/<tr><td>(\d+)<\/td><td><a href='([^'?]+)\?debug=1'>/g)].map((row) => row[2]);
    expect(rows).toEqual(['cmdline', 'goroutine', 'heap']);
    expect(page).toContain(`<td>${manifest.frames[10]!.counts['goroutine']}</td>`);
  });

  it.each([
    { path: '/debug/pprof/goroutineleak', status: 404, mark: '1', body: 'Unknown profile\n' },
    {
      path: '/debug/pprof/heap?seconds=1',
      status: 400,
      mark: '1',
      body: '"seconds" parameter is not supported for this profile type\n',
    },
    { path: '/nothing', status: 404, mark: null, body: '404 page not found\n' },
    { path: '/debug/pprof', status: 301, mark: null, body: '' },
  ])('answers $status to $path', async ({ path, status, mark, body }) => {
    const response = await get(path);
    expect(response.status).toBe(status);
    expect(response.headers.get('x-go-pprof')).toBe(mark);
    expect(await response.text()).toBe(body);
  });

  it('was recorded from the sources that are there now', async () => {
    const source = readFileSync(resolve(__dirname, '../services/gateway/gateway.go'), 'utf8').split('\n');
    const { sites } = await truth();
    expect(sites.map(({ role }) => role)).toEqual(['blocked', 'spawn', 'allocation']);
    for (const site of sites) expect(source[site.line - 1]).toMatch(new RegExp(` // truth: ${site.role}$`));
  });
});
