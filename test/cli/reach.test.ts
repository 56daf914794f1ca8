// Services that ask who one is, or are not at a port: what the command line takes for them, and what it never says.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { hasOpenssl, makeCertificates, passphrase, type Certificates } from '../sources/net/certificates';
import { serveHttp, serveHttps, serveProxy, serveUnix } from '../sources/localServer';
import { readFixture } from '../support/profiles/decodeFixtures';
import { leaklens } from './harness';

const heap = readFixture('profiles/heap.pb.gz');

/** The heap profile, for whoever sends what is expected. */
function guarded(expected: string | null): RequestListener {
  return (request, response) => {
    if (expected === null || request.headers.authorization === expected) response.end(heap);
    else response.writeHead(401, { 'www-authenticate': 'Basic realm="ops"' }).end();
  };
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'leaklens-cli-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

describe('who asks', () => {
  const token = 's3cret-t0ken';

  it('is said by a token in a file, and before that one in the environment', async () => {
    const server = await serveHttp(guarded(`Bearer ${token}`));
    const file = join(folder(), 'token');
    writeFileSync(file, `${token}\n`);
    const environment = { LEAKLENS_TOKEN: 'another' };
    const argv = ['top', server.origin, '--bearer-token-file', file];
    expect((await leaklens(argv, { environment })).status).toBe(0);
    expect((await leaklens(['top', server.origin], { environment: { LEAKLENS_TOKEN: token } })).status).toBe(0);
  });

  it('is said by a name, with the password from the environment', async () => {
    const server = await serveHttp(guarded(`Basic ${Buffer.from('ann:pw').toString('base64')}`));
    const argv = ['top', server.origin, '--user', 'ann'];
    expect((await leaklens(argv, { environment: { LEAKLENS_PASSWORD: 'pw' } })).status).toBe(0);
  });

  it('is never repeated when it is refused', async () => {
    const server = await serveHttp(guarded('Bearer other'));
    const { status, error } = await leaklens(['top', server.origin], { environment: { LEAKLENS_TOKEN: token } });
    expect(status).toBe(2);
    expect(error).toMatch(
      /does not accept these credentials.*--bearer-token-file FILE, --user NAME, or --header 'Name: value'/,
    );
    expect(error).not.toContain(token);
  });

  it.each([
    [['--user', 'ann'], /--user needs its password in LEAKLENS_PASSWORD/],
    [['--user', 'ann', '--bearer-token-file', '/x'], /not both/],
    [['--bearer-token-file', '/no/such/file'], /\/no\/such\/file cannot be found/],
    [['--key', '/k.pem'], /--key needs --cert/],
    [['--cert', '/c.p12', '--key', '/k.pem'], /--key is not needed/],
    [['--insecure=yes'], /--insecure takes no value/],
  ])('%j is wrong use', async (options, message) => {
    const { status, error } = await leaklens(['top', 'http://127.0.0.1:1', ...options]);
    expect(status).toBe(2);
    expect(error).toMatch(message);
  });
});

it('a unix socket is a source', async () => {
  const socket = join(folder(), 'app.sock');
  await serveUnix(socket, guarded(null));
  const { status, out } = await leaklens(['top', `unix:${socket}`]);
  expect([status, out.includes('inuse_space')]).toEqual([0, true]);
});

it('a redirect elsewhere is told, not followed', async () => {
  const server = await serveHttp((_request, response) => {
    response.writeHead(302, { location: 'https://other.example/debug/pprof/heap?token=x' }).end();
  });
  const { status, error } = await leaklens(['top', `${server.origin}/debug/pprof/heap`]);
  expect(status).toBe(2);
  expect(error).toMatch(
    /redirects to another address: https:\/\/other\.example\/debug\/pprof\/heap\. Use that address/,
  );
});

it('a proxy of the environment is asked, and says who it wants', async () => {
  const proxy = await serveProxy('Basic abc');
  const environment = { http_proxy: proxy.origin };
  const { error } = await leaklens(['top', 'http://shop.example:6060'], { environment });
  expect(error).toMatch(/The proxy on the way to http:\/\/shop\.example:6060\/.* asks for credentials \(407\)/);
  expect(proxy.passed.length).toBeGreaterThan(0);
});

describe.skipIf(!hasOpenssl)('certificates', () => {
  let certificates: Certificates;

  beforeAll(() => {
    certificates = makeCertificates();
  });

  afterAll(() => certificates.remove());

  const serve = (name: string, mutual = false) =>
    serveHttps(
      {
        cert: certificates.read(`${name}.pem`),
        key: certificates.read(`${name}.key`),
        ...(mutual && { ca: certificates.read('ca.pem'), requestCert: true, rejectUnauthorized: true }),
      },
      guarded(null),
    );

  it('of a private authority are taken with --ca, and anything with --insecure', async () => {
    const server = await serve('server');
    expect((await leaklens(['top', server.origin])).error).toMatch(/does not trust.*Name the file.*--ca/);
    expect((await leaklens(['top', server.origin, '--ca', certificates.path('ca.pem')])).status).toBe(0);
    const alone = await serve('alone');
    expect((await leaklens(['top', alone.origin])).error).toMatch(/is self-signed/);
    expect((await leaklens(['top', alone.origin, '--insecure'])).status).toBe(0);
  });

  it.each([
    ['expired', /has expired.*Renew/],
    ['othername', /is for another host name.*Use a host name/],
  ])('say what is wrong with them: %s', async (name, message) => {
    const server = await serve(name);
    expect((await leaklens(['top', server.origin, '--ca', certificates.path('ca.pem')])).error).toMatch(message);
  });

  it('of ours are sent with --cert, with the passphrase of the environment', async () => {
    const server = await serve('server', true);
    const argv = ['top', server.origin, '--ca', certificates.path('ca.pem')];
    const path = (name: string) => certificates.path(name);
    expect((await leaklens(argv)).error).toMatch(/asks for a client certificate.*--cert and --key/);
    expect((await leaklens([...argv, '--cert', path('client.pem'), '--key', path('client.key')])).status).toBe(0);
    const locked = [...argv, '--cert', path('client.pem'), '--key', path('client.enc.key')];
    expect((await leaklens(locked)).error).toMatch(/needs a passphrase.*LEAKLENS_PASSPHRASE/);
    const environment = { LEAKLENS_PASSPHRASE: passphrase };
    expect((await leaklens(locked, { environment })).status).toBe(0);
    expect((await leaklens([...argv, '--cert', path('client.pfx')], { environment })).status).toBe(0);
  });
});
