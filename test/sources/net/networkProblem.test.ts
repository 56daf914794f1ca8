import { describe, expect, it } from 'vitest';
import { networkProblem } from '../../../src/sources/net/networkProblem';

describe('networkProblem', () => {
  it.each([
    ['ECONNREFUSED', 'refused'],
    ['ENOTFOUND', 'unknown-host'],
    ['EAI_AGAIN', 'unknown-host'],
    ['ETIMEDOUT', 'timeout'],
    ['ECONNRESET', 'network'],
    ['EHOSTUNREACH', 'network'],
    ['EPIPE', 'network'],
    ['EPROTO', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['HPE_INVALID_CONSTANT', 'other-protocol'],
    ['ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL', 'other-protocol'],
  ])('takes %s for %s', (code, kind) => {
    const error = Object.assign(new Error('it failed'), { code });
    const problem = networkProblem(error, 'http://h/');
    expect(problem).toMatchObject({ kind, subject: 'http://h/' });
    expect(problem.detail).toContain('it failed');
  });

  it.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', false, 'self-signed'],
    ['SELF_SIGNED_CERT_IN_CHAIN', false, 'unknown-authority'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', false, 'unknown-authority'],
    ['CERT_HAS_EXPIRED', false, 'expired'],
    ['CERT_NOT_YET_VALID', false, 'not-yet-valid'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', false, 'hostname-mismatch'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', false, 'client-certificate-required'],
    ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', false, 'client-certificate-required'],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', true, 'client-certificate-rejected'],
    ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED', true, 'client-certificate-rejected'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', false, 'no-tls'],
    ['EPROTO', true, 'handshake'],
  ] as const)('takes %s, with a client certificate: %s, for the fault %s', (code, offered, fault) => {
    const error = Object.assign(new Error('it failed'), { code });
    expect(networkProblem(error, 'https://h/', offered)).toMatchObject({ kind: 'tls', tls: fault });
  });

  it('takes a socket file that is not there for one at which nothing listens', () => {
    const error = Object.assign(new Error('connect ENOENT /run/app.sock'), { code: 'ENOENT' });
    expect(networkProblem(error, 'unix:/run/app.sock:/')).toMatchObject({ kind: 'refused' });
  });

  it('looks into the failures of a host with several addresses', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED ::1:6060'), { code: 'ECONNREFUSED' });
    expect(networkProblem(new AggregateError([refused]), 'http://localhost:6060/')).toMatchObject({
      kind: 'refused',
      detail: 'connect ECONNREFUSED ::1:6060',
    });
  });

  it('tells a handshake that was cut from a reset later', () => {
    const message = 'Client network socket disconnected before secure TLS connection was established';
    const error = Object.assign(new Error(message), { code: 'ECONNRESET' });
    expect(networkProblem(error, 'https://h/')).toMatchObject({ kind: 'tls' });
  });
});
