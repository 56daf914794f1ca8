import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** OpenSSL makes the certificates of these tests, so that no key is kept in the repository. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** A folder of certificates and keys, made new for each run. */
export interface Certificates {
  path(name: string): string;
  read(name: string): string;
  remove(): void;
}

export const passphrase = 'correct horse';

/**
 * `ca.pem`; below it `server` (for localhost and 127.0.0.1), `othername`, `expired` and `client`; `alone`, which signed
 * itself; `stranger`, a client of nobody. Each has NAME.pem and NAME.key. `client.enc.key` and `client.pfx` need the passphrase.
 */
export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'leaklens-tls-'));
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const request = (name: string) =>
    openssl(
      'req',
      '-new',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
      '-subj',
      `/CN=${name}`,
    );
  const sign = (name: string, days: number, extensions: string, signer: readonly string[]) => {
    request(name);
    writeFileSync(join(folder, 'ext'), extensions);
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-out',
      `${name}.pem`,
      '-days',
      String(days),
      '-extfile',
      'ext',
      ...signer,
    );
  };
  const byAuthority = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'];
  const local = 'subjectAltName=DNS:localhost,IP:127.0.0.1\n';
  sign('ca', 2, 'basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign\n', ['-signkey', 'ca.key']);
  sign('server', 2, local, byAuthority);
  sign('othername', 2, 'subjectAltName=DNS:other.example\n', byAuthority);
  sign('expired', -1, local, byAuthority);
  sign('client', 2, 'extendedKeyUsage=clientAuth\n', byAuthority);
  sign('alone', 2, local, ['-signkey', 'alone.key']);
  sign('stranger', 2, 'extendedKeyUsage=clientAuth\n', ['-signkey', 'stranger.key']);
  openssl('pkcs8', '-topk8', '-in', 'client.key', '-out', 'client.enc.key', '-passout', `pass:${passphrase}`);
  openssl(
    'pkcs12',
    '-export',
    '-in',
    'client.pem',
    '-inkey',
    'client.key',
    '-out',
    'client.pfx',
    '-passout',
    `pass:${passphrase}`,
  );
  return {
    path: (name) => join(folder, name),
    read: (name) => readFileSync(join(folder, name), 'utf8'),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
