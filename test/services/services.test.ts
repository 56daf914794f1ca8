// What every service under test/services promises to whoever runs it: see README.md there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildService, hasGo, serviceSource, startService } from '../support/go/goService';
import type { StartOptions } from '../support/go/goService';
import { serviceNames } from '../support/serving/runningService';
import type { RunningService, ServiceName, Truth, TruthSite } from '../support/serving/runningService';

interface Case {
  readonly name: ServiceName;
  /** Flags that make the leak quick. */
  readonly args: readonly string[];
  readonly leaked: (truth: Truth) => number;
  /** As much as it takes for a sampled heap profile to name the line. */
  readonly enough: number;
}

const goroutines = (truth: Truth): number => truth.leakedGoroutines;
const bytes = (truth: Truth): number => truth.leakedBytes;

const leaks: readonly Case[] = [
  { name: 'sentinel', args: ['-interval', '50ms'], leaked: goroutines, enough: 30 },
  { name: 'channelmap', args: ['-interval', '50ms'], leaked: bytes, enough: 20e6 },
  { name: 'blog', args: ['-rate', '1000'], leaked: bytes, enough: 10e6 },
  { name: 'gateway', args: ['-rate', '200'], leaked: goroutines, enough: 120 },
];

const started: RunningService[] = [];

async function start(name: ServiceName, options: StartOptions = {}): Promise<RunningService> {
  const service = await startService(name, { trimpath: true, ...options });
  started.push(service);
  return service;
}

async function get(service: RunningService, path: string): Promise<{ status: number; type: string; text: string }> {
  const response = await fetch(service.url + path);
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() };
}

/** `gateway.go:40`, as a profile of a service that is built with -trimpath has it. */
function place(service: RunningService, site: TruthSite): string {
  return `leaklens.example/${service.name}/${site.file}:${site.line}`;
}

describe.skipIf(!hasGo())('the services', { timeout: 30_000 }, () => {
  beforeAll(async () => {
    for (const name of serviceNames) await buildService(name, { trimpath: true });
  }, 300_000);

  afterEach(async () => {
    await Promise.all(started.splice(0).map((service) => service.stop()));
  });

  describe.each(leaks)('$name', ({ name, args, leaked, enough }) => {
    it('leaks nothing until it is told to, keeps what has leaked when stopped, and lets go of it when fixed', async () => {
      const service = await start(name, { args });
      const before = await service.truth();
      expect(before).toMatchObject({ service: name, pid: service.pid, leaking: false, fixed: false });
      expect(leaked(before)).toBe(0);

      await service.post('/leak/start');
      await service.truthWhen((truth) => truth.leaking && leaked(truth) >= enough);
      await service.post('/leak/stop');
      const stopped = await service.truthWhen((truth) => !truth.leaking && leaked(truth) >= enough);
      expect(stopped.fixed).toBe(false);

      await service.post('/leak/fix');
      const fixed = await service.truthWhen((truth) => leaked(truth) === 0);
      expect(fixed).toMatchObject({ leaking: false, fixed: true });
    });

    it('has profiles that name the lines of its truth', async () => {
      const service = await start(name, { args: [...args, '-leak'] });
      if (name === 'channelmap') await service.post('/channel/fill?mb=32');
      const { sites } = await service.truthWhen((truth) => leaked(truth) >= enough);
      const dump = (await get(service, '/debug/pprof/goroutine?debug=2')).text;
      const heap = (await get(service, '/debug/pprof/heap?debug=1&gc=1')).text;

      expect(sites.length).toBeGreaterThan(0);
      for (const site of sites) {
        const source = readFileSync(join(service.sourceDirectory, site.file), 'utf8').split('\n');
        expect(source[site.line - 1]).toMatch(/ \/\/ truth: \w+$/);
        const named = dump.split('\n').map((line, i, lines) => `${line} ${lines[i + 1]?.trim() ?? ''}`);
        if (site.role === 'blocked') {
          expect(named.filter((line) => line.startsWith(`${site.function}(`)).join()).toContain(place(service, site));
        } else if (site.role === 'spawn') {
          const creations = named.filter((line) => line.startsWith(`created by ${site.function} `));
          expect(creations.join()).toContain(place(service, site));
        } else {
          const allocations = heap.split('\n').filter((line) => line.includes(`\t${site.function}+0x`));
          expect(allocations.join()).toContain(place(service, site));
        }
      }
    });
  });

  it('blocks the sentinel at the statement of the original', () => {
    const agent = readFileSync(join(serviceSource('sentinel'), 'agent.go'), 'utf8');
    expect(agent).toMatch(/^\tag\.w <- 1 \/\/ truth: blocked$/m);
  });

  it('healthy leaks nothing, whatever it is told', async () => {
    const service = await start('healthy', { args: ['-leak', '-cache', '100'] });
    await service.post('/leak/start');
    expect(await service.truth()).toMatchObject({ leaking: false, leakedGoroutines: 0, leakedBytes: 0, sites: [] });
  });

  it('channelmap gives idle memory back on request, and only to POST', async () => {
    const service = await start('channelmap');
    await service.post('/channel/fill?mb=64');
    const idle = async (): Promise<number> => {
      const { text } = await get(service, '/debug/pprof/heap?debug=1');
      const of = (key: string): number => Number(new RegExp(`^# ${key} = (\\d+)$`, 'm').exec(text)?.[1]);
      return of('HeapIdle') - of('HeapReleased');
    };
    expect(await idle()).toBeGreaterThan(32e6);
    await service.post('/memory/free');
    expect(await idle()).toBeLessThan(8e6);
    expect((await get(service, '/memory/free')).status).toBe(405);
  });

  describe.each(serviceNames)('%s', (name) => {
    it('moves its switches only for POST, and serves pprof under the prefix that it is given', async () => {
      const service = await start(name, { args: ['-pprof-prefix', '/admin/debug/pprof'] });
      for (const path of ['/leak/start', '/leak/stop', '/leak/fix']) {
        expect((await get(service, path)).status).toBe(405);
      }
      expect(await get(service, '/admin/debug/pprof/')).toMatchObject({
        status: 200,
        type: 'text/html; charset=utf-8',
      });
      expect(await get(service, '/admin/debug/pprof/heap')).toMatchObject({ type: 'application/octet-stream' });
      expect((await get(service, '/admin/debug/pprof/nothing')).text).toBe('Unknown profile\n');
      expect((await get(service, '/debug/pprof/heap')).status).toBe(404);
    });

    it('ends cleanly on SIGTERM, with its standard input, and when its time is up', async () => {
      const [told, orphaned, timed] = await Promise.all([
        start(name),
        start(name),
        start(name, { args: ['-for', '100ms'] }),
      ]);
      told.kill('SIGTERM');
      orphaned.closeStdin();
      for (const service of [told, orphaned, timed]) {
        expect(await service.exited).toEqual({ code: 0, signal: null });
      }
    });

    it('shares its controls with the others', () => {
      const controls = (of: ServiceName): string => readFileSync(join(serviceSource(of), 'control.go'), 'utf8');
      expect(controls(name)).toBe(controls('gateway'));
    });
  });
});
