import type { RequestListener } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { credentialHeaders } from '../../../src/shared/model/target/credentials';
import type { Credentials } from '../../../src/shared/model/target/credentials';
import type { SourceOptions } from '../../../src/shared/ports/sources/profileSource';
import { readChallenges } from '../../../src/sources/net/authChallenges';
import { createPprofConnector } from '../../../src/sources/pprof/pprofConnector';
import { pprofAt, serveHttp } from '../localServer';
import { problemOf } from '../problemOf';

const never = new AbortController().signal;

async function connect(url: string, options: Partial<SourceOptions> = {}) {
  const all = { timeoutMillis: 20_000, maxBodyBytes: 1_000_000, ...options };
  const source = await createPprofConnector().connect(url, all, never);
  onTestFinished(() => source.dispose());
  return source;
}

/** pprof behind a door that opens for one header; it repeats what it was sent when it does not. */
function guarded(name: string, expected: string, challenge: string | string[]): RequestListener {
  const inside = pprofAt('/debug/pprof/');
  return (request, response) => {
    const sent = request.headers[name]?.toString() ?? '';
    if (sent === expected) {
      inside(request, response);
      return;
    }
    response.writeHead(401, { 'content-type': 'text/plain', 'www-authenticate': challenge });
    response.end(`not for ${sent}, decoded ${Buffer.from(sent.split(' ')[1] ?? '', 'base64').toString()}`);
  };
}

describe('credentials', () => {
  it.each<[string, string, Credentials]>([
    ['authorization', 'Bearer abc.def', { kind: 'bearer', token: 'abc.def' }],
    ['authorization', 'Bearer abc.def', { kind: 'bearer', token: ' Bearer abc.def\n' }],
    ['authorization', 'Basic YW5uOnPDvMOfOndhc3Nlcg==', { kind: 'basic', user: 'ann', password: 'süß:wasser' }],
    ['x-api-key', 'k1', { kind: 'headers', headers: { 'X-Api-Key': 'k1' } }],
  ])('open %s: %s', async (name, expected, credentials) => {
    const server = await serveHttp(guarded(name, expected, 'Bearer'));
    const source = await connect(server.origin, { credentials });
    await expect(source.fetch('heap', never)).resolves.toBeDefined();
    expect(JSON.stringify(source.target)).not.toContain(expected);
  });

  it('win over those of the URL, and named headers win over both', async () => {
    const server = await serveHttp(pprofAt('/debug/pprof/'));
    const url = server.origin.replace('//', '//ann:x@');
    const credentials = { kind: 'bearer', token: 'tok' } as const;
    await connect(url, { credentials });
    await connect(url, { credentials, headers: { Authorization: 'Custom' } });
    expect(server.asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer tok', 'Custom']);
  });

  it.each<[Credentials, readonly string[]]>([
    [{ kind: 'bearer', token: 'tok.s3cret' }, ['tok.s3cret']],
    [{ kind: 'basic', user: 'annabel', password: 's3cret-word' }, ['s3cret-word', 'annabel:']],
    [{ kind: 'headers', headers: { authorization: 'Key s3cret-key' } }, ['s3cret-key']],
  ])(
    'that are refused do not show in the problem, though the service repeats them: %j',
    async (credentials, secrets) => {
      const server = await serveHttp(guarded('authorization', 'other', 'Basic realm="ops"'));
      const failed = connect(server.origin, { credentials });
      const problem = await problemOf(failed);
      expect(problem).toMatchObject({ kind: 'unauthorized', status: 401, schemes: ['Basic'], realm: 'ops' });
      expect(problem.detail).toContain('…');
      const error = await failed.catch((thrown: unknown) => thrown);
      const said = JSON.stringify(problem) + String(error) + ((error as Error).stack ?? '');
      for (const secret of [...secrets, ...Object.values(credentialHeaders(credentials))])
        expect(said).not.toContain(secret);
    },
  );

  it('are asked for by scheme, so that a person can be asked for the right secret', async () => {
    const server = await serveHttp(
      guarded('authorization', 'x', ['Bearer realm="api", error="invalid_token"', 'Basic']),
    );
    expect(await problemOf(connect(server.origin))).toMatchObject({ schemes: ['Bearer', 'Basic'], realm: 'api' });
  });

  it('are not asked for by scheme when the service names none', async () => {
    const server = await serveHttp((_, response) => response.writeHead(401).end());
    expect(await problemOf(connect(server.origin))).toMatchObject({ kind: 'unauthorized', schemes: [] });
  });
});

describe('readChallenges', () => {
  it.each([
    ['Basic realm="ops"', ['Basic'], 'ops'],
    ['basic REALM=ops', ['Basic'], 'ops'],
    ['Basic realm="a, Bearer realm=\\"b\\""', ['Basic'], 'a, Bearer realm="b"'],
    ['Negotiate, NTLM, Basic realm="corp", charset="UTF-8"', ['Negotiate', 'NTLM', 'Basic'], 'corp'],
    ['Negotiate dG9rZW4=, Bearer', ['Negotiate', 'Bearer'], undefined],
    ['Digest qop="auth", nonce="x", realm="d", Basic realm="b"', ['Digest', 'Basic'], 'd'],
    ['AWS4-HMAC-SHA256', ['AWS4-HMAC-SHA256'], undefined],
    ['Basic realm="\u001b[31mred\u202e"', ['Basic'], '[31mred'],
    ['Basic realm="', ['Basic'], undefined],
    ['', [], undefined],
    [',,,"', [], undefined],
  ] as const)('of %j are %j in the realm %j', (header, schemes, realm) => {
    expect(readChallenges(header)).toEqual({ schemes, ...(realm !== undefined && { realm }) });
  });

  it('are few and short, whatever a service sends', () => {
    const { schemes, realm } = readChallenges(`Basic realm="${'r'.repeat(10_000)}", ${'Aa, Bb, Cc, '.repeat(10_000)}`);
    expect(schemes.length).toBeLessThanOrEqual(8);
    expect(realm).toBe(`${'r'.repeat(120)}… (3.99 KB)`);
  });
});
