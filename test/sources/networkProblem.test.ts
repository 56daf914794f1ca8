import { describe, expect, it } from 'vitest';
import { networkProblem } from '../../src/sources/networkProblem';

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
    ['HPE_INVALID_CONSTANT', 'unreadable'],
  ])('takes %s for %s', (code, kind) => {
    const error = Object.assign(new Error('it failed'), { code });
    expect(networkProblem(error, 'http://h/')).toEqual({ kind, subject: 'http://h/', detail: 'it failed' });
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
