import type { Problem, ProblemKind } from '../../shared/model/errors';
import { printable } from '../base/printable';
import { spokenProtocol } from './spokenProtocol';
import { tlsDetail, tlsFault } from './tlsFault';

const kindByCode: Readonly<Record<string, ProblemKind>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  EAI_FAIL: 'unknown-host',
  EAI_NODATA: 'unknown-host',
  EAI_NONAME: 'unknown-host',
  ETIMEDOUT: 'timeout',
  EPROTO: 'tls',
  HOSTNAME_MISMATCH: 'tls',
};

/**
 * Names a failure that came before any answer. OpenSSL's verification codes have no common prefix
 * (node: src/crypto/crypto_common.cc, X509ErrorCode), so they are told by what is in them.
 */
export function networkProblem(thrown: unknown, url: string, hasClientCertificate = false): Problem {
  const { code, message } = describe(thrown);
  if (code.startsWith('HPE_') && code !== 'HPE_HEADER_OVERFLOW') return notHttp(thrown, url, message);
  if (isNoApplicationProtocol(code, message)) {
    return { kind: 'other-protocol', subject: url, detail: printable(message, 300), protocol: 'http2' };
  }
  const kind = kindOf(code, message);
  if (kind === 'tls') {
    const fault = tlsFault({ code, message, hasClientCertificate });
    return { kind, subject: url, detail: tlsDetail(fault, message === '' ? code : message), tls: fault };
  }
  const detail = printable(message === '' ? code : message, 300);
  // A file that is no socket, or whose process is gone, refuses; where there is no file nothing listens either.
  return { kind: kind === 'network' && code === 'ENOENT' ? 'refused' : kind, subject: url, detail };
}

/** The parser's own codes: what listens there does not speak HTTP/1.1. Node keeps what it could not read in the error. */
function notHttp(thrown: unknown, url: string, message: string): Problem {
  const raw: unknown = thrown instanceof Error && 'rawPacket' in thrown ? thrown.rawPacket : null;
  const bytes = raw instanceof Uint8Array ? raw : new Uint8Array();
  const protocol = spokenProtocol(bytes);
  const said = printable(
    Buffer.from(bytes.subarray(0, 60))
      .toString('latin1')
      .split(/[\r\n]/)[0] ?? '',
    60,
  );
  const isWords = protocol === 'unknown' && /^[ -~]{4,}$/.test(said);
  const detail = isWords ? `it begins with ${JSON.stringify(said)}` : printable(message, 300);
  return { kind: 'other-protocol', subject: url, detail, protocol };
}

/** Alert 120 (RFC 7301, 3.2): we offer HTTP/1.1, and the server has only HTTP/2 to choose. */
function isNoApplicationProtocol(code: string, message: string): boolean {
  return /NO_APPLICATION_PROTOCOL/i.test(code) || /alert no application protocol/i.test(message);
}

function kindOf(code: string, message: string): ProblemKind {
  const known = kindByCode[code];
  if (known !== undefined) return known;
  if (/^ERR_(TLS|SSL)_|CERT|SIGNATURE|^CRL_|_CRL/.test(code) || message.includes('secure TLS connection')) return 'tls';
  return 'network';
}

/** A host with several addresses fails with an AggregateError, whose message is empty: its first error tells. */
function describe(thrown: unknown): { code: string; message: string } {
  if (thrown instanceof AggregateError && thrown.message === '') return describe(thrown.errors[0]);
  if (!(thrown instanceof Error)) return { code: '', message: String(thrown) };
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  return { code, message: thrown.message };
}
