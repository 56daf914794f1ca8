import { spawn } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { ServerOptions } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { SourceOptions } from '../../../src/shared/ports/sources/profileSource';
import type { TlsOptions } from '../../../src/shared/model/target/tlsOptions';
import { createPprofConnector } from '../../../src/sources/pprof/pprofConnector';
import { hasOpenssl, makeCertificates, passphrase } from './certificates';
import { freePort, pprofAt, serveHttp, serveHttps } from '../localServer';
import { problemOf } from '../problemOf';

const never = new AbortController().signal;

describe.skipIf(!hasOpenssl)('TLS (certificates are made by openssl, which has to be installed)', () => {
  const made = hasOpenssl ? makeCertificates() : undefined;
  afterAll(() => made?.remove());
  const path = (name: string) => made?.path(name) ?? '';
  const identity = (name: string) => ({
    cert: readFileSync(path(`${name}.pem`)),
    key: readFileSync(path(`${name}.key`)),
  });

  async function connect(url: string, tls: TlsOptions, more: Partial<SourceOptions> = {}) {
    const options = { timeoutMillis: 20_000, maxBodyBytes: 1_000_000, tls, ...more };
    const source = await createPprofConnector().connect(url, options, never);
    onTestFinished(() => source.dispose());
    return source;
  }

  const serve = (name: string, options: ServerOptions = {}) =>
    serveHttps({ ...identity(name), ...options }, pprofAt('/debug/pprof/'));

  const wantsClient = () => ({ requestCert: true, rejectUnauthorized: true, ca: readFileSync(path('ca.pem')) });
  const trusting = { certificateAuthorityFile: path('ca.pem') };

  describe('of a service', () => {
    it('whose authority is given connects, and goes on with one connection', async () => {
      const server = await serve('server');
      const source = await connect(server.origin, trusting);
      await source.fetch('heap', never);
      expect(source.target.url).toBe(`${server.origin}/debug/pprof/`);
      expect(server.opened()).toBe(1);
    });

    it.each([
      ['server', {}, 'unknown-authority'],
      ['alone', {}, 'self-signed'],
      ['expired', trusting, 'expired'],
      ['othername', trusting, 'hostname-mismatch'],
      ['server', { ...trusting, serverName: 'wrong.example' }, 'hostname-mismatch'],
    ] as const)('with the certificate %s, trusting %j, fails as %s', async (name, tls, fault) => {
      const server = await serve(name);
      expect(await problemOf(connect(server.origin, tls))).toMatchObject({ kind: 'tls', tls: fault });
      expect(server.asked).toEqual([]);
    });

    it('under another name connects when that name is given', async () => {
      const server = await serve('othername');
      await expect(connect(server.origin, { ...trusting, serverName: 'other.example' })).resolves.toBeDefined();
    });

    it.each(['server', 'alone', 'expired', 'othername'])(
      'with the certificate %s connects when told to take any',
      async (name) => {
        const server = await serve(name);
        await expect(connect(server.origin, { insecure: true })).resolves.toBeDefined();
      },
    );

    it('that speaks no TLS fails in the handshake', async () => {
      const server = await serveHttp(pprofAt('/debug/pprof/'));
      const problem = await problemOf(connect(server.origin.replace('http:', 'https:'), trusting));
      expect(problem).toMatchObject({ kind: 'tls', tls: 'no-tls' });
    });
  });

  describe('with a client certificate', () => {
    const pem = { kind: 'pem', certificateFile: path('client.pem'), keyFile: path('client.key') } as const;

    it.each([
      ['PEM files', pem],
      ['an encrypted key', { ...pem, keyFile: path('client.enc.key'), passphrase }],
      ['PKCS#12', { kind: 'pfx', file: path('client.pfx'), passphrase }],
    ] as const)('of %s connects, and the service sees who asks', async (_, clientCertificate) => {
      const seen: string[] = [];
      const answer = pprofAt('/debug/pprof/');
      const server = await serveHttps({ ...identity('server'), ...wantsClient() }, (request, response) => {
        const { getPeerCertificate } = request.socket as Partial<TLSSocket>;
        seen.push(String(getPeerCertificate?.call(request.socket).subject.CN));
        answer(request, response);
      });
      await connect(server.origin, { ...trusting, clientCertificate });
      expect(seen).toEqual(['client']);
    });

    it('and key in one file connects', async () => {
      writeFileSync(path('both.pem'), (made?.read('client.pem') ?? '') + (made?.read('client.key') ?? ''));
      const server = await serve('server', wantsClient());
      const clientCertificate = { kind: 'pem', certificateFile: path('both.pem') } as const;
      await expect(connect(server.origin, { ...trusting, clientCertificate })).resolves.toBeDefined();
    });

    // Servers of Node close the connection without a word; OpenSSL's own, like Go's, say why.
    it.each([
      ['-tls1_2', { certificateFile: path('stranger.pem'), keyFile: path('stranger.key') }],
      ['-tls1_3', { certificateFile: path('stranger.pem'), keyFile: path('stranger.key') }],
    ])('that nobody knows is rejected, with %s', async (version, files) => {
      const port = await opensslServer(version);
      const clientCertificate = { kind: 'pem', ...files } as const;
      const problem = await problemOf(connect(`https://127.0.0.1:${port}`, { ...trusting, clientCertificate }));
      expect(problem).toMatchObject({ kind: 'tls', tls: 'client-certificate-rejected' });
    });

    async function opensslServer(version: string): Promise<number> {
      const port = await freePort();
      const files = ['-cert', path('server.pem'), '-key', path('server.key'), '-CAfile', path('ca.pem')];
      const verifying = ['-Verify', '1', '-verify_return_error', '-www'];
      const args = ['s_server', version, '-accept', `127.0.0.1:${port}`, ...files, ...verifying];
      const child = spawn('openssl', args, { stdio: ['ignore', 'pipe', 'ignore'] });
      onTestFinished(() => void child.kill());
      for await (const text of child.stdout) if (String(text).includes('ACCEPT')) break;
      return port;
    }

    it('missing is told as such', async () => {
      const server = await serve('server', wantsClient());
      const problem = await problemOf(connect(server.origin, trusting));
      expect(problem).toMatchObject({ kind: 'tls', tls: 'client-certificate-required' });
    });

    it('is not offered behind a redirect', async () => {
      const other = await serve('server', wantsClient());
      const home = await serveHttps(identity('server'), (_, response) => {
        response.writeHead(302, { location: `${other.origin}/debug/pprof/goroutine` }).end();
      });
      const problem = await problemOf(connect(home.origin, { ...trusting, clientCertificate: pem }));
      expect(problem).toMatchObject({ kind: 'redirected', location: `${other.origin}/debug/pprof/goroutine` });
      expect(other.opened()).toBe(0);
    });
  });

  describe('a file that cannot be used is named:', () => {
    const pem = (certificateFile: string, keyFile: string, more = {}) => ({
      clientCertificate: {
        kind: 'pem',
        certificateFile: path(certificateFile),
        keyFile: path(keyFile),
        ...more,
      } as const,
    });
    const pfx = (file: string, more = {}) => ({
      clientCertificate: { kind: 'pfx', file: path(file), ...more } as const,
    });

    it.each<[string, TlsOptions, string, RegExp]>([
      ['no file', { certificateAuthorityFile: path('absent.pem') }, 'absent.pem', /no such file/],
      ['a folder', { certificateAuthorityFile: path('.') }, '.', /not a file/],
      ['no certificate', { certificateAuthorityFile: path('ca.key') }, 'ca.key', /no certificate/],
      ['no certificate of a client', pem('client.key', 'client.key'), 'client.key', /no certificate/],
      ['no key', pem('client.pem', 'client.pem'), 'client.pem', /no private key/],
      ['the key of another', pem('client.pem', 'server.key'), 'server.key', /does not belong/],
      ['no passphrase', pem('client.pem', 'client.enc.key'), 'client.enc.key', /needs a passphrase/],
      [
        'a wrong passphrase',
        pem('client.pem', 'client.enc.key', { passphrase: 'hunter22' }),
        'client.enc.key',
        /is wrong/,
      ],
      ['a wrong passphrase of PKCS#12', pfx('client.pfx', { passphrase: 'hunter22' }), 'client.pfx', /is wrong/],
      ['no passphrase of PKCS#12', pfx('client.pfx'), 'client.pfx', /passphrase/],
      ['no PKCS#12', pfx('client.pem'), 'client.pem', /./],
    ])('%s', async (_, tls, file, reason) => {
      const server = await serve('server');
      const problem = await problemOf(connect(server.origin, tls));
      expect(problem).toMatchObject({ kind: 'certificate-file', subject: path(file) });
      expect(problem.detail).toMatch(reason);
      expect(JSON.stringify(problem)).not.toMatch(/hunter22|PRIVATE/);
      expect(server.opened()).toBe(0);
    });

    // The padding of what a wrong passphrase deciphers is right once in 256 times.
    it('a wrong passphrase that OpenSSL does not tell from a right one', async () => {
      const key = readFileSync(path('client.enc.key'));
      const codeOf = (tried: string) => {
        try {
          createPrivateKey({ key, passphrase: tried });
        } catch (error) {
          return error instanceof Error && 'code' in error ? error.code : undefined;
        }
        return undefined;
      };
      const passphrases = Array.from({ length: 10_000 }, (_, number) => `hunter${number}`);
      const unlucky = passphrases.find((tried) => codeOf(tried) === 'ERR_OSSL_UNSUPPORTED');
      const problem = await problemOf(
        connect('https://127.0.0.1:1', pem('client.pem', 'client.enc.key', { passphrase: unlucky })),
      );
      expect(unlucky).toBeDefined();
      expect(problem).toMatchObject({ kind: 'certificate-file', passphrase: 'wrong' });
    });

    it('a certificate that is damaged', async () => {
      writeFileSync(path('damaged.pem'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
      const problem = await problemOf(
        connect('https://127.0.0.1:1', { certificateAuthorityFile: path('damaged.pem') }),
      );
      expect(problem).toMatchObject({ kind: 'certificate-file', subject: path('damaged.pem') });
    });
  });
});
