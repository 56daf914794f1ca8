import type { Problem, ProblemKind } from '../../shared/model/errors';
import { printable } from '../base/printable';
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
  const kind = kindOf(code, message);
  if (kind === 'tls') {
    const fault = tlsFault({ code, message, hasClientCertificate });
    return { kind, subject: url, detail: tlsDetail(fault, message === '' ? code : message), tls: fault };
  }
  const detail = printable(message === '' ? code : message, 300);
  // A file that is no socket, or whose process is gone, refuses; where there is no file nothing listens either.
  return { kind: kind === 'network' && code === 'ENOENT' ? 'refused' : kind, subject: url, detail };
}

function kindOf(code: string, message: string): ProblemKind {
  const known = kindByCode[code];
  if (known !== undefined) return known;
  if (/^ERR_(TLS|SSL)_|CERT|SIGNATURE|^CRL_|_CRL/.test(code) || message.includes('secure TLS connection')) return 'tls';
  // The parser's own codes: what listens there does not speak HTTP.
  return code.startsWith('HPE_') ? 'unreadable' : 'network';
}

/** A host with several addresses fails with an AggregateError, whose message is empty: its first error tells. */
function describe(thrown: unknown): { code: string; message: string } {
  if (thrown instanceof AggregateError && thrown.message === '') return describe(thrown.errors[0]);
  if (!(thrown instanceof Error)) return { code: '', message: String(thrown) };
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  return { code, message: thrown.message };
}
