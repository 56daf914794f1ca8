// Only the origin that a person named is asked, whatever its path looks like: two real servers count what they receive.
import { mkdtempSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addressOrigin } from '../../../src/host/base/serviceAddress';
import { splitCredentials } from '../../../src/host/reach/credentials/urlCredentials';
import { LeakLensError } from '../../../src/shared/model/errors';
import { parseAddress, readAddress } from '../../../src/shared/base/addresses/serviceAddress';
import { classifyUrl } from '../../../src/sources/inputs/classifySource';
import { HttpAgents } from '../../../src/sources/net/httpAgents';
import { httpGet } from '../../../src/sources/net/httpGet';
import { parseTargetUrl } from '../../../src/sources/pprof/parseTargetUrl';
import { leaklens } from '../../cli/harness';
import { EngineWatcher } from '../../engine/engineWatcher';
import { readFixture } from '../../support/profiles/decodeFixtures';
import { serveHttp, serveUnix } from '../localServer';

const never = new AbortController().signal;
const token = 's3cret-t0ken';

const bodies: Readonly<Record<string, Uint8Array>> = {
  heap: readFixture('profiles/heap.pb.gz'),
  'heap?debug=1': readFixture('profiles/heap.debug1.txt'),
  goroutine: readFixture('profiles/goroutine.pb.gz'),
  'goroutine?debug=2': readFixture('profiles/goroutine.debug2.txt'),
};

/** A service that answers at any path, so that nothing is left untried because of a 404. */
const everywhere: RequestListener = (request, response) => {
  const name = /(heap|goroutine)(\?debug=\d)?$/.exec(request.url ?? '')?.[0] ?? '';
  response.writeHead(bodies[name] === undefined ? 404 : 200).end(bodies[name]);
};

/** Addresses of the service at `home` whose path, query or fragment could be taken for the host `other`. Both are `host:port`. */
function lookalikes(home: string, other: string): readonly string[] {
  const profile = 'debug/pprof/heap';
  const paths = [
    `//${other}/${profile}`,
    `///${other}/${profile}`,
    `////${other}/${profile}`,
    `/\\${other}/${profile}`,
    `\\\\${other}\\${profile}`,
    `\\/${other}/${profile}`,
    `/..//${other}/${profile}`,
    `/.//${other}/${profile}`,
    `/x/..//${other}/${profile}`,
    `/x/%2e%2e//${other}/${profile}`,
    `/%2f${other}/${profile}`,
    `/%2F%2f${other}/${profile}`,
    `/%5c%5c${other}/${profile}`,
    `/@${other}/${profile}`,
    `//@${other}/${profile}`,
    `//ann:pw@${other}/${profile}`,
    `\\@${other}/${profile}`,
    `/:@${other}/${profile}`,
    `/http://${other}/${profile}`,
    `//http://${other}/${profile}`,
    `/${profile}?debug=0//${other}/`,
    `/${profile}?next=//${other}/`,
    `/?@${other}/${profile}`,
    `/#@${other}/${profile}`,
    `//${other}`,
    `//${other}/`,
  ];
  return paths.flatMap((path) => [`http://${home}${path}`, `HTTP://${home}${path}`, `${home}${path}`]);
}

const addresses = lookalikes('127.0.0.1:27002', '127.0.0.1:27999').concat(
  lookalikes('localhost:27002', 'evil.example'),
  [':27002//evil.example/debug/pprof/heap', '27002//evil.example/debug/pprof/', '[::1]:27002//evil.example/x'],
);

describe('the origin of an address', () => {
  it.each(addresses)('is the one that was named: %s', (address) => {
    const known = parseAddress(address);
    if (known === null) throw new Error('not understood');
    expect(known.origin).toMatch(/^http:\/\/(127\.0\.0\.1|localhost|\[::1\]):27002$/);
    expect(known.path).toMatch(/^\/(?!\/)/);
  });

  it.each(addresses)('is the same to all who ask, show and keep: %s', (address) => {
    const { origin } = readAddress(address);
    const target = parseTargetUrl(address);
    expect(addressOrigin(address)).toBe(origin);
    expect(addressOrigin(splitCredentials(address).url)).toBe(origin);
    expect(target.origin).toBe(origin);
    for (const candidate of target.candidates) {
      expect(new URL(candidate).origin).toBe(origin);
      expect(new URL(`${candidate}heap`).origin).toBe(origin);
    }
    const classified = classifyUrl(address);
    if (classified.kind === 'url') expect(new URL(classified.url).origin).toBe(origin);
  });

  it.each(['unix:/run/app.sock://evil.example/x', 'unix:/run/app.sock:/\\evil.example/x', 'unix:///run/app.sock:///x'])(
    'of a socket is the socket: %s',
    (address) => {
      expect(readAddress(address)).toMatchObject({
        origin: 'unix:/run/app.sock:',
        path: expect.stringMatching(/^\/(?!\/)/) as string,
      });
      expect(addressOrigin(address)).toBe('unix:/run/app.sock');
      for (const candidate of parseTargetUrl(address).candidates)
        expect(candidate).toMatch(/^unix:\/run\/app\.sock:\/(?!\/)/);
    },
  );

  it.each([
    'http:///evil.example/x',
    '//evil.example/x',
    '\\\\evil.example\\x',
    'http:\\/\\/',
    '/x',
    'h://x',
    'http://h\t//x',
  ])('is nobody’s when nobody was named: %j', (address) => expect(parseAddress(address)).toBeNull());
});

describe('secrets go to the origin that was named', () => {
  const identities: readonly (readonly string[])[] = [['--header', `X-Token: ${token}`], ['--user', 'ann'], []];
  const environment = { LEAKLENS_PASSWORD: token, LEAKLENS_TOKEN: token };

  async function servers() {
    const home = await serveHttp(everywhere);
    const other = await serveHttp(everywhere);
    const [named, evil] = [home, other].map(({ origin }) => new URL(origin).host);
    return { home, other, addresses: lookalikes(named ?? '', evil ?? '') };
  }

  it('by top', async () => {
    const { home, other, addresses: all } = await servers();
    for (const [index, address] of all.entries()) {
      const identity = identities[index % identities.length] ?? [];
      const { out, error } = await leaklens(['top', address, ...identity], { environment });
      expect(out + error).not.toContain(token);
    }
    expect(home.asked.length).toBeGreaterThanOrEqual(all.length);
    expect([other.asked.length, other.opened()]).toEqual([0, 0]);
  });

  it('by capture', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'leaklens-origin-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const { home, other, addresses: all } = await servers();
    for (const [index, address] of all.entries()) {
      const identity = identities[index % identities.length] ?? [];
      await leaklens(['capture', address, '--out', join(folder, String(index)), ...identity], { environment });
    }
    expect(home.asked.length).toBeGreaterThanOrEqual(all.length);
    expect([other.asked.length, other.opened()]).toEqual([0, 0]);
  });

  it('by watch', async () => {
    const { home, other, addresses: all } = await servers();
    const some = all.filter((_, index) => index % 3 === 0);
    await Promise.all(
      some.map((address) => leaklens(['watch', address, '--for', '200ms', '--every', '100ms'], { environment })),
    );
    expect(home.asked.length).toBeGreaterThanOrEqual(some.length);
    expect([other.asked.length, other.opened()]).toEqual([0, 0]);
  });

  it('by the engine of an editor', async () => {
    const { home, other, addresses: all } = await servers();
    const watcher = await EngineWatcher.start({ folder: import.meta.dirname });
    for (const url of all.filter((_, index) => index % 3 === 0)) {
      const credentials = { kind: 'bearer', token } as const;
      await watcher.engine.connect({ url, credentials }, never).catch((error: unknown) => {
        expect(error).toBeInstanceOf(LeakLensError);
      });
    }
    expect(home.asked.length).toBeGreaterThan(0);
    expect([other.asked.length, other.opened()]).toEqual([0, 0]);
  });

  it.each([
    '//OTHER/x',
    '///OTHER/x',
    '/\\OTHER/x',
    '\\\\OTHER/x',
    'http://OTHER/x',
    'HTTP:\\\\OTHER\\x',
    '//ann:pw@OTHER/x',
  ])('and not to where it redirects: %s', async (location) => {
    const other = await serveHttp(everywhere);
    const home = await serveHttp((_request, response) => {
      response.writeHead(302, { location: location.replace('OTHER', new URL(other.origin).host) }).end();
    });
    const { error } = await leaklens(['top', `${home.origin}/debug/pprof/heap`], { environment });
    expect(error).toContain('redirects to another address');
    expect([other.asked.length, other.opened()]).toEqual([0, 0]);
  });

  it('and not to where a service behind a socket redirects', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'leaklens-origin-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const other = await serveHttp(everywhere);
    await serveUnix(join(folder, 's'), (_request, response) => {
      response.writeHead(302, { location: `//${new URL(other.origin).host}/x` }).end();
    });
    const { error } = await leaklens(['top', `unix:${join(folder, 's')}:/debug/pprof/heap`], { environment });
    expect(error).toContain('redirects to another address');
    expect([other.asked.length, other.opened()]).toEqual([0, 0]);
  });

  it('because no request to another one leaves, whoever makes it', async () => {
    const { home, other } = await servers();
    const agents = new HttpAgents({ origin: home.origin, headers: { authorization: `Bearer ${token}` } });
    onTestFinished(() => agents.dispose());
    const limits = { timeoutMillis: 5_000, maxBodyBytes: 1_000 };
    const asking = httpGet(agents, { url: `${other.origin}/debug/pprof/heap`, limits, signal: never });
    await expect(asking).rejects.toMatchObject({ problem: { kind: 'defect' } });
    expect([other.asked.length, other.opened()]).toEqual([0, 0]);
  });
});
