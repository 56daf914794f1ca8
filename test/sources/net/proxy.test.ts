import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { SourceOptions } from '../../../src/shared/ports/sources/profileSource';
import { readProxySettings } from '../../../src/shared/model/target/proxySettings';
import { createPprofConnector } from '../../../src/sources/pprof/pprofConnector';
import { chooseProxy } from '../../../src/sources/net/proxyChoice';
import { hasOpenssl, makeCertificates } from './certificates';
import { freePort, pprofAt, serveHttp, serveHttps, serveProxy, serveTcp } from '../localServer';
import { problemOf } from '../problemOf';

const never = new AbortController().signal;

async function connect(url: string, options: Partial<SourceOptions>, signal = never) {
  const all = { timeoutMillis: 20_000, maxBodyBytes: 1_000_000, ...options };
  const source = await createPprofConnector().connect(url, all, signal);
  onTestFinished(() => source.dispose());
  return source;
}

const through = (address: string) => ({ proxy: { forHttp: address, forHttps: address, exceptions: [] } });
const basic = `Basic ${Buffer.from('ann:s3cret').toString('base64')}`;

describe('a proxy, for http', () => {
  it('is given the whole URL, and reaches a host that only it can resolve', async () => {
    const server = await serveHttp(pprofAt('/debug/pprof/'));
    const proxy = await serveProxy();
    const base = `http://service.example:${server.port}/debug/pprof/`;
    const source = await connect(base, { ...through(proxy.origin), headers: { authorization: 'Bearer t' } });
    await source.fetch('heap', never);
    expect(proxy.passed.map(({ what }) => what)).toEqual([`GET ${base}goroutine`, `GET ${base}heap`]);
    expect(server.asked[1]?.headers).toMatchObject({
      host: `service.example:${server.port}`,
      authorization: 'Bearer t',
    });
    expect(source.target.url).toBe(base);
    expect(proxy.opened()).toBe(1);
  });

  it('is told who asks, and the service is not', async () => {
    const server = await serveHttp(pprofAt('/debug/pprof/'));
    const proxy = await serveProxy(basic);
    const address = proxy.origin.replace('//', '//ann:s3cret@');
    await connect(`http://service.example:${server.port}`, through(address));
    expect(proxy.passed[0]?.authorization).toBe(basic);
    expect(server.asked[0]?.headers['proxy-authorization']).toBeUndefined();
  });

  it('that wants credentials is told from a service that does', async () => {
    const proxy = await serveProxy(basic);
    const address = proxy.origin.replace('//', '//eve:hunter22@');
    const problem = await problemOf(connect('http://service.example:1', through(address)));
    expect(problem).toMatchObject({ kind: 'proxy', status: 407, schemes: ['Basic'], realm: 'proxy' });
    expect(problem.detail).toContain(proxy.origin);
    expect(JSON.stringify(problem)).not.toMatch(/eve|hunter22/);
  });

  it('that is not there is told from a service that is not', async () => {
    const address = `http://ann:s3cret@127.0.0.1:${await freePort()}`;
    const problem = await problemOf(connect('http://service.example:1', through(address)));
    expect(problem).toMatchObject({ kind: 'proxy', subject: 'http://service.example:1/debug/pprof/goroutine' });
    expect(JSON.stringify(problem)).not.toContain('s3cret');
  });

  it.each(['socks5://127.0.0.1:1', 'https://127.0.0.1:1', 'http://:', 'not a proxy'])(
    'cannot be %s',
    async (address) => {
      const problem = await problemOf(connect('http://service.example:1', through(address)));
      expect(problem).toMatchObject({ kind: 'proxy' });
    },
  );
});

describe.skipIf(!hasOpenssl)('a proxy, for https (certificates are made by openssl)', () => {
  const made = hasOpenssl ? makeCertificates() : undefined;
  afterAll(() => made?.remove());
  const path = (name: string) => made?.path(name) ?? '';
  const identity = (name: string) => ({
    cert: readFileSync(path(`${name}.pem`)),
    key: readFileSync(path(`${name}.key`)),
  });
  const tls = { certificateAuthorityFile: path('ca.pem') };

  it('opens a tunnel once, and sees neither the request nor its credentials', async () => {
    const server = await serveHttps(identity('othername'), pprofAt('/debug/pprof/'));
    const proxy = await serveProxy(basic);
    const address = proxy.origin.replace('//', '//ann:s3cret@');
    const options = { ...through(address), tls, headers: { authorization: 'Bearer t0ken' } };
    const source = await connect(`https://other.example:${server.port}`, options);
    await source.fetch('heap', never);
    expect(proxy.passed.map(({ what }) => what)).toEqual([`CONNECT other.example:${server.port}`]);
    expect(JSON.stringify(proxy.passed)).not.toContain('t0ken');
    expect(server.asked[1]?.headers.authorization).toBe('Bearer t0ken');
    expect(server.asked[1]?.headers['proxy-authorization']).toBeUndefined();
  });

  it('does not weaken the check of the certificate', async () => {
    const server = await serveHttps(identity('server'), pprofAt('/debug/pprof/'));
    const proxy = await serveProxy();
    const problem = await problemOf(connect(`https://other.example:${server.port}`, { ...through(proxy.origin), tls }));
    expect(problem).toMatchObject({ kind: 'tls', tls: 'hostname-mismatch' });
  });

  it('carries a client certificate', async () => {
    const server = await serveHttps(
      { ...identity('othername'), requestCert: true, ca: readFileSync(path('ca.pem')) },
      pprofAt('/debug/pprof/'),
    );
    const proxy = await serveProxy();
    const clientCertificate = {
      kind: 'pem',
      certificateFile: path('client.pem'),
      keyFile: path('client.key'),
    } as const;
    const options = { ...through(proxy.origin), tls: { ...tls, clientCertificate } };
    await expect(connect(`https://other.example:${server.port}`, options)).resolves.toBeDefined();
  });

  it('that wants credentials says so', async () => {
    const proxy = await serveProxy(basic);
    const problem = await problemOf(connect('https://other.example:1', { ...through(proxy.origin), tls }));
    expect(problem).toMatchObject({ kind: 'proxy', status: 407, schemes: ['Basic'] });
  });

  it('that cannot reach the service says so', async () => {
    const proxy = await serveProxy();
    const url = `https://other.example:${await freePort()}`;
    expect(await problemOf(connect(url, { ...through(proxy.origin), tls }))).toMatchObject({
      kind: 'proxy',
      status: 502,
    });
  });

  it('that never answers is let go when the time is over', async () => {
    const silent = await serveTcp(() => undefined);
    const options = { ...through(silent.origin), tls, timeoutMillis: 100 };
    expect(await problemOf(connect('https://other.example:1', options))).toMatchObject({ kind: 'timeout' });
    await vi.waitFor(() => expect(silent.open()).toBe(0));
  });

  it('that never answers is let go when nobody waits any more', async () => {
    const abort = new AbortController();
    const silent = await serveTcp(() => abort.abort());
    const connecting = connect('https://other.example:1', { ...through(silent.origin), tls }, abort.signal);
    expect(await problemOf(connecting)).toMatchObject({ kind: 'cancelled' });
    await vi.waitFor(() => expect(silent.open()).toBe(0));
  });

  it('that does not speak HTTP is told as such', async () => {
    const wrong = await serveTcp((socket) => socket.end('220 smtp.example ESMTP\r\n'));
    const problem = await problemOf(connect('https://other.example:1', { ...through(wrong.origin), tls }));
    expect(problem).toMatchObject({ kind: 'proxy' });
  });
});

describe('no proxy is asked', () => {
  it.each(['localhost:6060', '127.0.0.1:6060', '[::1]:6060', '0.0.0.0:6060'])('for %s', (host) => {
    expect(chooseProxy(new URL(`http://${host}/`), through('http://proxy:3128').proxy)).toBeNull();
  });

  it.each([
    ['http://a.example/', '*', true],
    ['http://a.example/', 'a.example', true],
    ['http://A.example./', 'a.EXAMPLE', true],
    ['http://b.a.example/', 'a.example', true],
    ['http://ba.example/', 'a.example', false],
    ['http://a.example/', '.a.example', false],
    ['http://b.a.example/', '.a.example', true],
    ['http://b.a.example/', '*.a.example', true],
    ['http://a.example:81/', 'a.example:80', false],
    ['https://a.example/', 'a.example:443', true],
    ['http://10.1.2.3/', '10.0.0.0/8', true],
    ['http://11.1.2.3/', '10.0.0.0/8', false],
    ['http://10.1.2.3/', '10.1.2.3', true],
    ['http://10.1.2.3/', '2.3', false],
    ['http://[fd00::1]/', 'fd00::/8', true],
    ['http://[fd00::1]:80/', '[fd00::1]:80', true],
    ['http://[fd00::1]/', 'fd00::1', true],
    ['http://10.1.2.3/', '10.0.0.0/99', false],
    ['http://a.example/', '', false],
  ])('for %s where %j is excepted: %s', (url, exception, straight) => {
    const proxy = chooseProxy(new URL(url), { ...through('http://proxy:3128').proxy, exceptions: [exception] });
    expect(proxy === null).toBe(straight);
  });
});

describe('readProxySettings', () => {
  const environment = { https_proxy: 'http://env:1', HTTP_PROXY: 'http://env:2', NO_PROXY: 'a.example, .b.example' };

  it('takes the environment where the settings say nothing', () => {
    expect(readProxySettings({ proxy: '', noProxy: [] }, environment)).toEqual({
      forHttp: 'http://env:2',
      forHttps: 'http://env:1',
      exceptions: ['a.example', '.b.example'],
    });
  });

  it('takes the settings where they say something', () => {
    const settings = { proxy: 'http://set:3', noProxy: ['c.example'], proxyAuthorization: 'Basic x' };
    expect(readProxySettings(settings, environment)).toEqual({
      forHttp: 'http://set:3',
      forHttps: 'http://set:3',
      exceptions: ['c.example'],
      authorization: 'Basic x',
    });
  });

  it.each([
    ['nothing is set', {}, {}],
    ['proxies are off', { proxySupport: 'off', proxy: 'http://set:3' }, environment],
  ])('is none when %s', (_, settings, variables) => {
    expect(readProxySettings(settings, variables)).toBeNull();
  });

  it('takes all_proxy for both', () => {
    expect(readProxySettings({}, { all_proxy: 'http://all:1' })).toMatchObject({
      forHttp: 'http://all:1',
      forHttps: 'http://all:1',
    });
  });
});
