import { describe, expect, it } from 'vitest';
import { reportProblem } from '../../src/lsp/reportProblem';
import type { Problem, ProblemKind, TlsFault } from '../../src/shared/model/errors';
import { problemWords } from '../../src/words/problems/problemWords';

const subject = 'http://localhost:6060/debug/pprof/';

/** Every kind, by the compiler's word: a new one has to be added here. */
const problems: Readonly<Record<ProblemKind, Partial<Problem>>> = {
  'bad-url': {},
  refused: {},
  'unknown-host': {},
  timeout: { limit: 10_000 },
  tls: { detail: 'self-signed certificate' },
  'other-protocol': { protocol: 'tls' },
  unauthorized: { status: 401 },
  forbidden: { status: 403 },
  'no-pprof': { status: 404 },
  'unknown-profile': { status: 404 },
  'html-instead-of-profile': {},
  'http-status': { status: 503, detail: 'HTTP 503 Service Unavailable' },
  'too-large': { limit: 256 * 1024 * 1024 },
  'cut-off': {},
  network: { detail: 'ECONNRESET' },
  redirected: { status: 302, location: 'https://other.example/debug/pprof/goroutine' },
  proxy: { status: 407, detail: 'HTTP 407 Proxy Authentication Required' },
  'several-processes': {},
  'certificate-file': { detail: 'ENOENT' },
  kubectl: { detail: 'the server does not answer' },
  archive: { archive: 'nothing' },
  erlang: { erlang: 'no-epmd', detail: 'port 4369 of localhost' },
  'go-test': { goTest: 'failed', detail: 'x_test.go:9: got 3' },
  goref: { goref: 'no-symbols' },
  untrusted: {},
  cancelled: {},
  unreadable: { detail: 'at byte 12: expected a varint' },
  store: { detail: 'ENOSPC' },
  'not-found': {},
  defect: { detail: 'text.trim is not a function' },
};

function report(kind: ProblemKind, about: Partial<Problem> = problems[kind]) {
  return reportProblem({ kind, subject, detail: 'the detail', ...about }, problemWords);
}

describe.each(Object.keys(problems) as ProblemKind[])('the problem %s', (kind) => {
  it('says in one sentence what went wrong, and names what it was about', () => {
    const { message, kind: reported } = report(kind);
    expect(reported).toBe(kind);
    expect(message).toContain(subject);
    expect(message).toMatch(/^[\p{Lu}“h].*\.$/u);
    expect(message).not.toMatch(/undefined|null|NaN|\{\d\}/);
  });

  it('says in one sentence what to do next', () => {
    expect(report(kind).nextStep).toMatch(/^\p{Lu}.{10,}\.$/u);
    expect(report(kind).nextStep).not.toMatch(/undefined|null|NaN|\{\d\}/);
  });
});

it.each<[ProblemKind, string]>([
  ['timeout', `${subject} did not answer within 10 s.`],
  ['too-large', `${subject} is too large: the detail, the limit is 256 MB.`],
  ['http-status', `${subject} answers with HTTP 503 Service Unavailable.`],
  ['network', `The connection to ${subject} failed: ECONNRESET.`],
  ['refused', `Nothing listens at ${subject}.`],
])('%s has its number and detail', (kind, message) => {
  expect(report(kind).message).toBe(message);
});

it.each<[TlsFault, RegExp, RegExp]>([
  ['unknown-authority', /authority that this machine does not trust/, /certificateAuthorityFile/],
  ['self-signed', /is self-signed/, /certificateAuthorityFile/],
  ['expired', /has expired/, /Renew/],
  ['not-yet-valid', /is not valid yet/, /clocks/],
  ['hostname-mismatch', /is for another host name/, /tls\.serverName/],
  ['client-certificate-required', /asks for a client certificate/, /clientCertificateFile/],
  ['client-certificate-rejected', /does not accept the client certificate/, /issue the client certificate/],
  ['no-tls', /was asked over TLS, and what answers is no TLS/, /Use http:/],
  ['handshake', /No secure connection to .*: wrong version number/, /use http if it does not/],
])('a TLS fault has its own words: %s', (tls, message, nextStep) => {
  const said = report('tls', { tls, detail: 'wrong version number' });
  expect([said.message, said.nextStep, said.tls]).toEqual([
    expect.stringMatching(message),
    expect.stringMatching(nextStep),
    tls,
  ]);
});

it('what a client can act on stands beside the words', () => {
  expect(report('unauthorized', { status: 401, schemes: ['Basic'], realm: 'ops' })).toMatchObject({
    message: `${subject} asks for credentials for “ops” (401).`,
    schemes: ['Basic'],
    realm: 'ops',
  });
  expect(report('redirected').location).toBe('https://other.example/debug/pprof/goroutine');
  expect(report('certificate-file', { passphrase: 'wrong' })).toMatchObject({
    message: `The passphrase for ${subject} is wrong, or the file is damaged.`,
    passphrase: 'wrong',
    file: subject,
  });
  expect(report('refused')).toEqual({
    kind: 'refused',
    message: `Nothing listens at ${subject}.`,
    nextStep: 'Start the service, or check the host and the port.',
  });
});

it('a limit of a tenth of a second is said as such', () => {
  expect(report('timeout', { limit: 1500 }).message).toContain('within 1.5 s');
});
