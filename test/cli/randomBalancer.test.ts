// Two real Go services behind a balancer that picks one of them by chance for each request, as many proxies do.
import { createServer, request, type Server } from 'node:http';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../support/fuzz/random';
import { hasGo, startService } from '../support/go/goService';
import type { RunningService } from '../support/serving/runningService';
import { leaklens } from './harness';

const folder = mkdtempSync(join(tmpdir(), 'leaklens-random-'));
const services: RunningService[] = [];
const balancers: Server[] = [];

/** @param seed so that a try which fails fails again */
async function balanced(seed: number): Promise<string> {
  const random = new Random(seed);
  const server = createServer((asked, response) => {
    const { url = '' } = services[pickOf(random)] ?? {};
    const passed = request(`${url}${asked.url ?? ''}`, { agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    passed.end();
  });
  balancers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

const pickOf = (random: Random) => (random.oneIn(2) ? 0 : 1);

/** Chance that shows the same process eight times in a row, as often as it is looked for, looks like one process, and a short watch asks no further. */
function isTellable(seed: number): boolean {
  const random = new Random(seed);
  return !/0{8}|1{8}/.test(Array.from({ length: 60 }, () => pickOf(random)).join(''));
}

const seeds = (count: number) =>
  Array.from({ length: 2 * count }, (_, at) => at + 1)
    .filter(isTellable)
    .slice(0, count);
const atOnce = 5;

/** What is wrong with any of the tries. */
async function faults(count: number, wrong: (seed: number) => Promise<string | null>): Promise<string[]> {
  const found: string[] = [];
  for (let at = 0; at < count; at += atOnce) {
    const some = await Promise.all(
      seeds(count)
        .slice(at, at + atOnce)
        .map((seed) => wrong(seed)),
    );
    found.push(...some.flatMap((fault) => fault ?? []));
  }
  return found;
}

describe.skipIf(!hasGo())('a balancer that picks by chance', () => {
  beforeAll(async () => {
    for (let count = 0; count < 2; count += 1) services.push(await startService('gateway'));
    // What tells processes apart is when their collections ended: a service that serves has had some.
    for (const { url } of services) await (await fetch(`${url}/debug/pprof/heap?gc=1`)).arrayBuffer();
  }, 120_000);

  afterAll(async () => {
    for (const balancer of balancers) {
      balancer.closeAllConnections();
      balancer.close();
    }
    for (const service of services) await service.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('ends every watch with status 2, and says that several processes answer', async () => {
    const failed = await faults(15, async (seed) => {
      const { status, out, error } = await leaklens(['watch', await balanced(seed), '--for', '10s', '--every', '1s']);
      const isRefused = status === 2 && /^leaklens watch: Several processes answer at /.test(error);
      return isRefused && !/Passed|replaced/.test(out) ? null : `seed ${seed}: ${status} ${error} ${out}`;
    });
    expect(failed).toEqual([]);
  }, 300_000);

  it('has no snapshot', async () => {
    const failed = await faults(50, async (seed) => {
      const out = join(folder, String(seed));
      const { status, error } = await leaklens(['capture', await balanced(seed), '--out', out]);
      const isRefused = status === 2 && error.includes('Several processes answer at') && !existsSync(out);
      return isRefused ? null : `seed ${seed}: ${status} ${error}`;
    });
    expect(failed).toEqual([]);
  }, 300_000);
});
