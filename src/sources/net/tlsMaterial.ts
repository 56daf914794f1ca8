import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { SecureContext, SecureContextOptions } from 'node:tls';
import { FileRefusal } from '../../disk/fileRefusal';
import { readRegularFile } from '../../disk/readRegularFile';
import { LeakLensError } from '../../shared/model/errors';
import type { ClientCertificate, TlsOptions } from '../../shared/model/target/tlsOptions';
import { printable } from '../base/printable';
import { trustedRoots } from './trustedRoots';

/** What Node's TLS is given; holds keys, so it is never logged. */
export interface TlsMaterial {
  readonly secureContext: SecureContext;
  readonly rejectUnauthorized: boolean;
  readonly servername?: string;
  readonly hasClientCertificate: boolean;
}

const maxFileBytes = 1024 * 1024;
const pemCertificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * Reads the files. Each is checked by itself, so that the error names the one that is wrong.
 * @throws LeakLensError `certificate-file`, whose subject is the path
 */
export async function readTlsMaterial(options: TlsOptions): Promise<TlsMaterial> {
  const own =
    options.certificateAuthorityFile === undefined ? [] : await readAuthorities(options.certificateAuthorityFile);
  const client = options.clientCertificate === undefined ? {} : await readClient(options.clientCertificate);
  return {
    secureContext: createSecureContext({ ...client, ca: [...trustedRoots(), ...own] }),
    rejectUnauthorized: options.insecure !== true,
    hasClientCertificate: options.clientCertificate !== undefined,
    ...(options.serverName !== undefined && { servername: options.serverName }),
  };
}

async function readAuthorities(path: string): Promise<readonly string[]> {
  const found = (await readBounded(path)).toString('latin1').match(pemCertificate) ?? [];
  if (found.length === 0) throw unusable(path, 'it holds no certificate in PEM form');
  for (const pem of found) parseCertificate(path, pem);
  return found;
}

function readClient(client: ClientCertificate): Promise<SecureContextOptions> {
  return client.kind === 'pem' ? readPem(client) : readPfx(client);
}

async function readPem(client: ClientCertificate & { kind: 'pem' }): Promise<SecureContextOptions> {
  const { certificateFile, keyFile = certificateFile, passphrase } = client;
  const cert = await readBounded(certificateFile);
  const [leaf] = cert.toString('latin1').match(pemCertificate) ?? [];
  if (leaf === undefined) throw unusable(certificateFile, 'it holds no certificate in PEM form');
  const key = await readBounded(keyFile);
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(key.toString('latin1'))) {
    throw unusable(keyFile, 'it holds no private key in PEM form');
  }
  // `ENCRYPTED PRIVATE KEY` of PKCS#8, `Proc-Type: 4,ENCRYPTED` of older files: without a passphrase OpenSSL would ask a terminal.
  const isEncrypted = key.includes('ENCRYPTED');
  if (passphrase === undefined && isEncrypted) throw locked(keyFile, passphrase);
  const certificate = parseCertificate(certificateFile, leaf);
  const parsed = attempt(keyFile, { passphrase, isEncrypted }, () =>
    createPrivateKey({ key, ...(passphrase !== undefined && { passphrase }) }),
  );
  if (!certificate.checkPrivateKey(parsed)) throw unusable(keyFile, `the key does not belong to ${certificateFile}`);
  return { cert, key: parsed.export({ type: 'pkcs8', format: 'pem' }) };
}

async function readPfx({ file, passphrase }: ClientCertificate & { kind: 'pfx' }): Promise<SecureContextOptions> {
  const options = { pfx: await readBounded(file), ...(passphrase !== undefined && { passphrase }) };
  attempt(file, { passphrase, isEncrypted: false }, () => createSecureContext(options));
  return options;
}

function parseCertificate(path: string, pem: string): X509Certificate {
  return attempt(path, { isEncrypted: false }, () => new X509Certificate(pem));
}

/** How a file is locked. */
interface Lock {
  readonly passphrase?: string | undefined;
  /**
   * Whether it is a key in PEM form that says so of itself. Nothing tells a wrong passphrase of such a key but the padding of what
   * was deciphered, which is right by chance once in 256 times: OpenSSL then fails to read what came out (`UNSUPPORTED`).
   */
  readonly isEncrypted: boolean;
}

const aboutPassphrase =
  /BAD_DECRYPT|MISSING_PASSPHRASE|MAC_VERIFY|mac verify|bad decrypt|BAD_PASSWORD|INCORRECT_PASSWORD/i;

/** Errors of OpenSSL name neither the file nor the passphrase. */
function attempt<T>(path: string, { passphrase, isEncrypted }: Lock, use: () => T): T {
  try {
    return use();
  } catch (error) {
    const { code, message } = wordsOf(error);
    const isLocked = aboutPassphrase.test(`${code} ${message}`) || (isEncrypted && code === 'ERR_OSSL_UNSUPPORTED');
    if (!isLocked) throw unusable(path, printable(message), error);
    throw locked(path, passphrase, error);
  }
}

async function readBounded(path: string): Promise<Buffer> {
  try {
    return await readRegularFile(path, { maxBytes: maxFileBytes });
  } catch (error) {
    const isTooLarge = error instanceof FileRefusal && error.fault === 'too-large';
    if (isTooLarge) throw unusable(path, `it is larger than ${maxFileBytes} bytes`, error);
    const { code, message } = wordsOf(error);
    throw unusable(path, code === 'ENOENT' ? 'there is no such file' : code || printable(message), error);
  }
}

function wordsOf(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  return { code: 'code' in error ? String(error.code) : '', message: error.message };
}

function locked(path: string, passphrase: string | undefined, cause?: unknown): LeakLensError {
  const [state, detail] =
    passphrase === undefined
      ? (['missing', 'it needs a passphrase'] as const)
      : (['wrong', 'the passphrase is wrong, or the file is damaged'] as const);
  return new LeakLensError({ kind: 'certificate-file', subject: path, detail, passphrase: state }, cause);
}

function unusable(path: string, detail: string, cause?: unknown): LeakLensError {
  return new LeakLensError({ kind: 'certificate-file', subject: path, detail }, cause);
}
