// What a service says of why it refuses, in whatever form it says it.
import { describe, expect, it } from 'vitest';
import { answerProblem } from '../../../src/sources/net/answerProblem';

const url = 'http://h/debug/pprof/heap';
const statusTexts: Readonly<Record<number, string>> = { 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden' };

function problem(status: number, type: string, body: string, hadCredentials = false) {
  const headers = type === '' ? {} : { 'content-type': type };
  const statusText = statusTexts[status] ?? '';
  return answerProblem({ status, statusText, headers, bytes: Buffer.from(body), url }, hadCredentials);
}

describe('the reason', () => {
  it.each([
    ['text', 'text/plain; charset=utf-8', 'only from 10.0.0.0/8\nrequest 7', 'only from 10.0.0.0/8'],
    ['text without a type', '', 'denied by policy pprof-admins\n', 'denied by policy pprof-admins'],
    ['of JSON', 'application/json', '{"message":"RBAC: access denied","code":16}', 'RBAC: access denied'],
    ['within JSON', 'application/json', '{"error":{"status":"PERMISSION","message":"no scope"}}', 'no scope'],
    ['of a problem document', 'application/problem+json', '{"title":"No","detail":"group ops only"}', 'group ops only'],
    ['of OAuth', 'application/json', '{"error":"invalid_token","error_description":"it expired"}', 'it expired'],
    ['of JSON that is cut', 'application/json', '{"message":"say \\"please\\"","trace":"0123', 'say "please"'],
    ['of a page', 'text/html', '<html><title>403</title><h1>Blocked by <b>WAF</b></h1>', 'Blocked by WAF'],
    ['of a page without a heading', 'text/html', '<title>Sign in to Example</title><p>', 'Sign in to Example'],
  ])('is %s', (_, type, body, reason) => {
    expect(problem(403, type, body)).toMatchObject({
      kind: 'forbidden',
      reason,
      detail: `HTTP 403 Forbidden: ${reason}`,
    });
  });

  it.each([
    ['nothing', 'text/plain', ''],
    ['bytes', 'application/octet-stream', 'abc'],
    ['JSON without words', 'application/json', '{"code":7}'],
    ['a page without words', 'text/html', '<html><body><img src="x">'],
  ])('is none in %s', (_, type, body) => {
    expect(problem(403, type, body)).toEqual({
      kind: 'forbidden',
      subject: url,
      status: 403,
      detail: 'HTTP 403 Forbidden',
    });
  });

  it('does not repeat the status', () => {
    expect(problem(403, 'text/html', '<h1>403 Forbidden</h1>')?.detail).toBe('HTTP 403 Forbidden');
  });

  it('is printable, on one line and short', () => {
    const said = problem(403, 'text/plain', `\u001b[31mno\u202e ${'x'.repeat(900)}`)?.reason ?? '';
    expect(said).toMatch(/^\[31mno\s+x+… \(\d+ B\)$/);
    expect(said.length).toBeLessThan(230);
  });
});

it('credentials that were sent are told apart from none', () => {
  expect(problem(401, '', '', true)).toMatchObject({ kind: 'unauthorized', hadCredentials: true });
  expect(problem(401, '', '')).not.toHaveProperty('hadCredentials');
  expect(problem(404, '', '', true)).not.toHaveProperty('hadCredentials');
});

describe('a port that wants another protocol', () => {
  it.each([
    ['Go', 400, 'Client sent an HTTP request to an HTTPS server.\n', 'tls'],
    ['nginx', 400, '<h1>400 Bad Request</h1><center>The plain HTTP request was sent to HTTPS port', 'tls'],
    ['nginx, by its own status', 497, '', 'tls'],
    ['Apache', 400, "Reason: You're speaking plain HTTP to an SSL-enabled server port.<br />", 'tls'],
    ['Tomcat', 400, 'Bad Request\r\nThis combination of host and port requires TLS.\r\n', 'tls'],
    ['Node', 403, 'Missing ALPN Protocol, expected `h2` to be available.', 'http2'],
    ['a load balancer of AWS', 464, '', 'http2'],
    ['any server', 505, 'HTTP Version Not Supported', 'http2'],
  ])('is told by the words of %s', (_, status, body, protocol) => {
    expect(problem(status, 'text/plain', body)).toMatchObject({ kind: 'other-protocol', protocol, status });
  });

  it('is not told by a refusal that speaks of something else', () => {
    expect(problem(400, 'text/plain', 'invalid value for "seconds"')?.kind).toBe('http-status');
    expect(problem(403, 'text/plain', 'h2 database is locked')?.kind).toBe('forbidden');
  });
});
