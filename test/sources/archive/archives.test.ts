import { describe, expect, test } from 'vitest';
import { createArchiveConnector } from '../../../src/sources/archive/archiveConnector';
import { wantedType } from '../../../src/shared/base/archives/wantedType';
import { replicaNames } from '../../../src/shared/model/archive/archive';
import type { ProfileArchive } from '../../../src/shared/ports/sources/profileArchive';
import type { SourceOptions } from '../../../src/shared/ports/sources/profileSource';
import { createGoDecoder } from '../../../src/decode/go/goDecoder';
import { systemClock } from '../../../src/systemClock';
import { asked, fakeParca } from '../../support/archives/fakeParca';
import { fakePyroscope, type PyroscopeManners } from '../../support/archives/fakePyroscope';
import { recordedFleet } from '../../support/archives/keptFleet';
import { serveHttp } from '../localServer';
import { problemOf } from '../problemOf';

const limits: SourceOptions = { timeoutMillis: 5000, maxBodyBytes: 2 ** 26 };
const never = new AbortController().signal;
const end = Date.parse('2026-11-29T21:45:30Z');
const tenMinutes = { fromMillis: end - 600_000, untilMillis: end };
const day = { fromMillis: end - 86_400_000, untilMillis: end };

async function open(address: string, options: Partial<SourceOptions> = {}): Promise<ProfileArchive> {
  return createArchiveConnector(systemClock).open(address, { ...limits, ...options }, never);
}

async function parca() {
  const server = await serveHttp(fakeParca(recordedFleet()));
  return { server, archive: await open(`parca:${server.origin}?service=gateway`) };
}

async function pyroscope(manners: Partial<PyroscopeManners> = {}, options: Partial<SourceOptions> = {}) {
  const server = await serveHttp(fakePyroscope(recordedFleet(), manners));
  return { server, archive: await open(`pyroscope:${server.origin}${manners.prefix ?? ''}`, options) };
}

const both: readonly (readonly [string, () => Promise<{ readonly archive: ProfileArchive }>])[] = [
  ['Parca', parca],
  ['Pyroscope 2', () => pyroscope({ version: 2, hasExemplars: false })],
  ['Pyroscope 2 that names profiles', () => pyroscope({ version: 2, hasExemplars: true })],
  ['Pyroscope 1', () => pyroscope({ version: 1, hasExemplars: false })],
];

describe.each(both)('%s', (_, archived) => {
  test('lists services, types and replicas', async () => {
    const { archive } = await archived();
    expect(await archive.services(tenMinutes, never)).toEqual(['gateway']);
    const types = await archive.types(tenMinutes, never);
    expect(wantedType(types, 'heap')?.sampleType).toBe('inuse_space');
    expect(wantedType(types, 'goroutine')?.unit).toBe('count');
    const labels = await archive.serviceLabels('gateway', tenMinutes, never);
    const replicas = await archive.replicas(labels, tenMinutes, never);
    expect([...replicaNames(replicas)].sort()).toEqual(['gateway-a', 'gateway-b', 'gateway-c']);
    expect(replicas[0]).toMatchObject({ service_git_ref: '5d3c7e1' });
  });

  test.each([
    ['ten minutes', tenMinutes],
    ['a day', day],
  ])('tells numbers of single scrapes over %s, never sums', async (_over, range) => {
    const { archive } = await archived();
    const type = wantedType(await archive.types(range, never), 'goroutine');
    if (type === null) throw new Error('no type');
    const labels = await archive.serviceLabels('gateway', range, never);
    const series = await archive.series({ type, labels, range, mostPoints: 300 }, never);
    const named = new Map(series.map((one) => [one.labels['pod'], one.points]));
    expect([...named.keys()].sort()).toEqual(['gateway-a', 'gateway-b', 'gateway-c']);
    // Eight goroutines, whatever the step: five-second scrapes that were added up would be 48 in half a minute.
    expect(new Set(named.get('gateway-a')?.map(({ value }) => value))).toEqual(new Set([8]));
    const leaking = named.get('gateway-b') ?? [];
    expect(leaking.length).toBeGreaterThan(0);
    expect(leaking.at(-1)?.value).toBeGreaterThan(3000);
    expect(leaking.at(-1)?.value).toBeLessThan(3200);
  });

  test('gives the profile of one scrape, with the sum that its number says', async () => {
    const { archive } = await archived();
    const type = wantedType(await archive.types(tenMinutes, never), 'goroutine');
    if (type === null) throw new Error('no type');
    const range = tenMinutes;
    const labels = await archive.serviceLabels('gateway', range, never);
    const series = await archive.series({ type, labels, range, mostPoints: 300 }, never);
    const leaking = series.find((one) => one.labels['pod'] === 'gateway-b');
    const last = leaking?.points.at(-1);
    if (leaking === undefined || last === undefined) throw new Error('no points');
    const bytes = await archive.profile({ type, labels: leaking.labels, moment: last.moment }, never);
    const { samples } = createGoDecoder().profile(bytes, 'a profile');
    expect(samples.values.reduce((sum, value) => sum + value, 0)).toBe(last.value);
    expect(last.value).toBe(3141);
  });
});

describe('what is asked', () => {
  test('is asked once', async () => {
    const { server, archive } = await parca();
    await archive.types(tenMinutes, never);
    const before = server.asked.length;
    await archive.types(tenMinutes, never);
    expect(server.asked).toHaveLength(before);
    expect(archive.cost.requests).toBe(before);
  });

  test('goes below the path of a proxy, with the credentials', async () => {
    const prefix = '/api/datasources/proxy/uid/abc';
    const manners = { prefix, authorization: 'Bearer glsa_1' };
    const { archive, server } = await pyroscope(manners, { credentials: { kind: 'bearer', token: 'glsa_1' } });
    expect(await archive.services(tenMinutes, never)).toEqual(['gateway']);
    expect(server.asked.every(({ url }) => url?.startsWith(`${prefix}/querier.v1.QuerierService/`))).toBe(true);
  });

  test('names the tenant in a header', async () => {
    const { archive } = await pyroscope({ tenant: 'shop' }, { headers: { 'X-Scope-OrgID': 'shop' } });
    expect(await archive.services(tenMinutes, never)).toEqual(['gateway']);
  });

  test('asks Parca for a scrape by its time to the nanosecond', async () => {
    const { server, archive } = await parca();
    const type = wantedType(await archive.types(tenMinutes, never), 'heap');
    if (type === null) throw new Error('no type');
    await archive.profile({ type, labels: { pod: 'gateway-b' }, moment: '2026-11-29T21:45:24.427038828Z' }, never);
    expect(asked(server.asked.at(-1) ?? ({} as never))).toContain('single.time=2026-11-29T21:45:24.427038828Z');
  });
});

describe('servers that do not do as they should', () => {
  test('none', async () => {
    expect((await problemOf(open('parca:http://127.0.0.1:9'))).kind).toBe('refused');
  });

  test('one that is too slow', async () => {
    const { origin } = await serveHttp(() => undefined);
    expect((await problemOf(open(`parca:${origin}`, { timeoutMillis: 50 }))).kind).toBe('timeout');
  });

  test('one that asks who we are', async () => {
    const { origin } = await serveHttp(fakePyroscope(recordedFleet(), { authorization: 'Basic x' }));
    const problem = await problemOf(open(`pyroscope:${origin}`));
    expect(problem).toMatchObject({ kind: 'unauthorized', reason: 'invalid credentials' });
  });

  test('one that asks for a tenant', async () => {
    const { origin } = await serveHttp(fakePyroscope(recordedFleet(), { tenant: 'shop' }));
    expect(await problemOf(open(`pyroscope:${origin}`))).toMatchObject({ kind: 'archive', archive: 'no-tenant' });
  });

  test('one that has nothing of this tenant, without a word', async () => {
    const { archive } = await pyroscope({ tenant: 'shop' }, { headers: { 'X-Scope-OrgID': 'other' } });
    expect(await archive.services(tenMinutes, never)).toEqual([]);
  });

  test('one that answers no further back, and cuts the range to nothing without a word', async () => {
    const { archive } = await pyroscope({ lookbackMillis: 1000 });
    expect(await archive.services(tenMinutes, never)).toEqual([]);
  });

  test('one with a page for everything', async () => {
    const { origin } = await serveHttp((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><html></html>');
    });
    for (const kind of ['parca', 'pyroscope'])
      expect(await problemOf(open(`${kind}:${origin}`))).toMatchObject({ kind: 'archive', archive: 'web-page' });
  });

  test('one that is something else', async () => {
    const { origin } = await serveHttp((_, response) => response.writeHead(404).end('404 page not found'));
    expect(await problemOf(open(`pyroscope:${origin}`))).toMatchObject({ kind: 'archive', archive: 'no-interface' });
  });

  test('one that answers without end', async () => {
    const { origin } = await serveHttp((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(2 ** 30) });
      response.write('{"labelNames":[');
    });
    expect(await problemOf(open(`parca:${origin}`))).toMatchObject({ archive: 'too-much', limit: 32 * 2 ** 20 });
  });

  test('a moment that is not there (any more)', async () => {
    const { archive } = await parca();
    const type = wantedType(await archive.types(tenMinutes, never), 'heap');
    if (type === null) throw new Error('no type');
    const question = { type, labels: { pod: 'gateway-b' }, moment: '2026-11-29T00:00:00Z' };
    expect(await problemOf(archive.profile(question, never))).toMatchObject({ kind: 'archive', archive: 'gone' });
  });

  test('a clock that is ahead is noticed', async () => {
    const fake = fakeParca(recordedFleet());
    const { origin } = await serveHttp((request, response) => {
      response.setHeader('date', new Date(Date.now() + 3_600_000).toUTCString());
      fake(request, response);
    });
    const archive = await open(`parca:${origin}`);
    expect(Math.round(archive.clockAheadMillis / 60_000)).toBe(60);
  });
});
