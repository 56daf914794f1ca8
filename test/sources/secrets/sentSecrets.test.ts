// Whatever was sent as a secret is taken out of whatever comes back, however it was encoded on its way.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createGoDecoder } from '../../../src/decode/go/goDecoder';
import { HttpAgents } from '../../../src/sources/net/httpAgents';
import { httpGet } from '../../../src/sources/net/httpGet';
import { headerSecrets } from '../../../src/sources/secrets/secretsOf';
import { SentSecrets } from '../../../src/sources/secrets/sentSecrets';
import { leaklens } from '../../cli/harness';
import { readFixture } from '../../support/profiles/decodeFixtures';
import { serveHttp, serveTcp } from '../localServer';

const secret = 'S3cret/t+ken"<ü>&\\x';
const bytes = Buffer.from(secret, 'utf8');

const percent = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const each = (write: (code: number) => string) =>
  Array.from(secret, (character) => write(character.codePointAt(0) ?? 0)).join('');
const base32 = (data: Uint8Array) => {
  const bits = [...data].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[parseInt(five.padEnd(5, '0'), 2)])
    .join('');
};

const encodings: readonly (readonly [name: string, encoded: string])[] = [
  ['as it is', secret],
  ['in capitals', secret.replace(/[a-z]/g, (letter) => letter.toUpperCase())],
  ['percent-encoded', encodeURIComponent(secret)],
  ['percent-encoded in lower case', encodeURIComponent(secret).toLowerCase()],
  ['percent-encoded throughout', percent(secret)],
  ['percent-encoded twice', encodeURIComponent(encodeURIComponent(secret))],
  ['percent-encoded three times', encodeURIComponent(encodeURIComponent(encodeURIComponent(secret)))],
  ['in JSON', JSON.stringify(secret)],
  ['in JSON in JSON', JSON.stringify(JSON.stringify(secret))],
  ['in JSON as PHP writes it', JSON.stringify(secret).replaceAll('/', '\\/').replace('ü', '\\u00fc')],
  ['in JSON, all escaped', each((code) => `\\u${code.toString(16).padStart(4, '0')}`)],
  ['as Rust and Swift escape it', each((code) => `\\u{${code.toString(16)}}`)],
  ['as C escapes it', [...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')],
  ['in octal', [...bytes].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')],
  ['in HTML', secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&#34;')],
  ['in HTML, all escaped', each((code) => `&#${String(code)};`)],
  ['in HTML, all escaped in hexadecimal', each((code) => `&#x${code.toString(16)};`)],
  ['in base64', bytes.toString('base64')],
  ['in base64 for URLs', bytes.toString('base64url')],
  ['in base64, behind one byte', Buffer.from(`a${secret}`).toString('base64')],
  ['in base64, within more', Buffer.from(`{"token":"${secret}","n":1}`).toString('base64')],
  ['in base64, within more by two', Buffer.from(`{"tokens":"${secret}","n":1}`).toString('base64url')],
  ['in base64, in lines', Buffer.from(`user:${secret}:more`).toString('base64').replace(/.{10}/g, '$&\r\n ')],
  ['in base64, percent-encoded', encodeURIComponent(bytes.toString('base64'))],
  ['in base64 twice', Buffer.from(bytes.toString('base64')).toString('base64')],
  ['in base32', base32(bytes)],
  ['in hexadecimal', bytes.toString('hex')],
  ['in hexadecimal, in capitals', bytes.toString('hex').toUpperCase()],
  ['in hexadecimal, in pairs', (bytes.toString('hex').match(/../g) ?? []).join(' ')],
  ['in hexadecimal, as Go prints bytes', [...bytes].map((byte) => `0x${byte.toString(16)}`).join(', ')],
  ['in decimal, as Go prints bytes', `[${[...bytes].join(' ')}]`],
  ['in decimal, in JSON', JSON.stringify([...bytes])],
  ['quoted-printable', [...bytes].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')],
  ['quoted-printable, in lines', `${secret.slice(0, 6)}=\r\n${secret.slice(6)}`],
  ['with marks that nobody sees', Array.from(secret).join('\u200b')],
  ['in UTF-16', Buffer.from(secret, 'utf16le').toString('latin1')],
  ['cut at its end', secret.slice(0, -4)],
  ['cut at its beginning', secret.slice(4)],
];

/** What is left of the secret when a reader undoes what was done to it. */
const giveaways = [secret, secret.slice(0, 8), secret.slice(-8), ...encodings.map(([, encoded]) => encoded)];

describe('a secret is taken out of a text', () => {
  const secrets = new SentSecrets(headerSecrets({ 'x-token': secret }));

  it.each(encodings)('%s', (_name, encoded) => {
    const left = secrets.inText(`before ${encoded} after`);
    expect(left).toMatch(/^before [^…]*…+[^…]* after$/);
    for (const giveaway of giveaways) expect(left).not.toContain(giveaway);
  });

  it('wherever it stands, and as often as it does', () => {
    expect(secrets.inText(`${secret}${secret} ${bytes.toString('hex')},${secret}`).replaceAll('…', '')).toBe(' ,');
  });

  it('and nothing else is', () => {
    const text =
      'HTTP 401 Unauthorized: the service asks for Bearer realm="ops", see https://example.com/a?b=%20c&amp;d';
    expect(secrets.inText(text)).toBe(text);
  });

  it.each([
    ['a word of its own', { 'x-token': 's' }, "bad token s; it's short", "bad token …; it'… short"],
    ['not a part of words', { 'x-token': 'ab' }, 'about ab', 'about …'],
    ['of Basic, the password', { authorization: `Basic ${btoa('ann:pass-word')}` }, 'ann sent pass-word', 'ann sent …'],
    ['of Basic, a name without a password', { authorization: `Basic ${btoa('sk_live_1:')}` }, 'no sk_live_1', 'no …'],
    ['of Bearer, not the word', { authorization: 'Bearer abcdef' }, 'Bearer abcdef', 'Bearer …'],
    ['of a cookie, the value', { cookie: 'sid=31d4d96e; theme=dark' }, 'no session 31d4d96e', 'no session …'],
    ['of a signature, the quoted', { authorization: 'Signature keyId="k-9981"' }, 'unknown k-9981', 'unknown …'],
  ])('when it is short: %s', (_name, headers, text, left) => {
    expect(new SentSecrets(headerSecrets(headers as Record<string, string>)).inText(text)).toBe(left);
  });
});

/** Says to whoever asks what it was sent, in every way. */
const echoing: RequestListener = (request, response) => {
  const sent = request.headers['x-token']?.toString() ?? '';
  const said = encodings.map(([name]) => `${name}: ${sent}`).join(', ');
  response.writeHead(401, `who is ${encodeURIComponent(sent)}`, {
    'content-type': 'text/plain',
    'www-authenticate': `Bearer realm="for ${sent.replaceAll('"', '')}", Basic`,
    'x-seen': Buffer.from(sent).toString('base64'),
  });
  response.end(said);
};

describe('what was sent is not said', () => {
  const token = 's3cret-t0ken';
  const everyForm = [
    token,
    btoa(`ann:${token}`),
    btoa(token),
    Buffer.from(token).toString('hex'),
    encodeURIComponent(token),
  ];
  const isSilent = (text: string) => {
    for (const form of everyForm) expect(text).not.toContain(form);
  };

  it('by status line, headers and body', async () => {
    const { origin } = await serveHttp(echoing);
    const { status, error } = await leaklens(['top', origin, '--header', `X-Token: ${token}`]);
    expect(status).toBe(2);
    expect(error).toContain('…');
    isSilent(error);
    const agents = new HttpAgents({ origin, headers: { 'x-token': token } });
    onTestFinished(() => agents.dispose());
    const limits = { timeoutMillis: 5_000, maxBodyBytes: 1_000_000 };
    const answer = await httpGet(agents, { url: origin, limits, signal: new AbortController().signal });
    isSilent(JSON.stringify([answer.statusText, answer.headers, Buffer.from(answer.bytes).toString('utf8')]));
  });

  it('by what a proxy says of it, for http', async () => {
    const proxy = await serveTcp((socket) => {
      const pair = `pu:${token}`;
      socket.end(
        `HTTP/1.1 502 no ${pair} ${btoa(pair)}\r\nContent-Type: text/plain\r\n\r\nnot for ${pair} (${btoa(pair)})`,
      );
    });
    for (const status of [502, 407]) {
      const environment = { http_proxy: proxy.origin.replace('//', `//pu:${token}@`) };
      const { error } = await leaklens(['top', `http://shop.example:${status}/`], { environment });
      expect(error).toContain('…');
      isSilent(error);
      expect(error).not.toContain(btoa(`pu:${token}`));
    }
  });

  it('by what a proxy says of it, for https, and of what was meant for the service', async () => {
    const proxy = await serveTcp((socket) => {
      const said = `pu:${token} ${btoa(`pu:${token}`)}`;
      socket.end(`HTTP/1.1 407 no ${said}\r\nProxy-Authenticate: Basic realm="not ${btoa(`pu:${token}`)}"\r\n\r\n`);
    });
    const environment = { https_proxy: proxy.origin.replace('//', `//pu:${token}@`) };
    const { error } = await leaklens(['top', 'https://shop.example/', '--header', 'X-Token: other-s3cret'], {
      environment,
    });
    expect(error).toContain('proxy');
    isSilent(error);
    expect(error).not.toContain(btoa(`pu:${token}`));
  });

  it('by a page that answers where a profile should be', async () => {
    const { origin } = await serveHttp((request, response) =>
      response.end(`${request.headers['x-token']?.toString() ?? ''} who?`),
    );
    const { error } = await leaklens(['top', origin, '--header', 'X-Token: s3cr3t']);
    expect(error).toContain('… who?');
    expect(error).not.toContain('s3cr3t');
  });

  it('by what is no HTTP at all', async () => {
    const { origin } = await serveTcp((socket) => socket.end(`${token} is not welcome\r\n\r\n`));
    isSilent((await leaklens(['top', origin, '--header', `X-Token: ${token}`])).error);
  });
});

describe('a secret in the query of an address', () => {
  const key = 'qu3ry-s3cret';

  it('is sent, and neither printed nor repeated', async () => {
    const { origin, asked } = await serveHttp((request, response) => {
      response.writeHead(403, { 'content-type': 'text/plain' }).end(`no ${request.url ?? ''}`);
    });
    const { error } = await leaklens(['top', `${origin}/debug/pprof/heap?debug=1&access_token=${key}&${key}#${key}`]);
    expect(asked[0]?.url).toBe(`/debug/pprof/heap?debug=1&access_token=${key}&${key}`);
    expect(error).toContain('/debug/pprof/heap?debug=1&access_token=…&…');
    expect(error).not.toContain(key);
  });

  it.each(['text', 'json'])('is in no answer in %s', async (format) => {
    const { origin } = await serveHttp((_request, response) => response.end(readFixture('profiles/heap.pb.gz')));
    for (const command of [['top'], ['peek', 'main'], ['list', 'main'], ['stacks']]) {
      const source = `${origin}/debug/pprof/heap?token=${key}`;
      const [name = '', ...rest] = command;
      const { out, error } = await leaklens([
        name,
        ...(rest.length > 0 ? [source, ...rest] : [source]),
        '--format',
        format,
      ]);
      expect(out + error).not.toContain(key);
    }
  });

  it.each([
    ['top', 'nohost/debug?token=KEY'],
    ['top', 'ann:KEY@nohost/debug'],
    ['capture', 'nohost/debug?token=KEY', '--out', 'x'],
    ['watch', 'nohost/debug?token=KEY', '--for', '1s'],
    ['top', 'http://h:99999/?token=KEY'],
    ['top', 'http://h', 'http://other/?token=KEY'],
    ['top', 'http://h', '--header', 'X-Token:', 'KEY'],
    ['top', 'http://127.0.0.1:1/debug/pprof/heap?token=KEY'],
    ['capture', 'http://127.0.0.1:1/debug/pprof/?token=KEY', '--out', 'x'],
  ])('is not in the words of a failure: %s %s', async (...argv) => {
    const { status, out, error } = await leaklens(argv.map((word) => word.replace('KEY', key)));
    expect(status).toBe(2);
    expect(out + error).not.toContain(key);
  });

  it('is not in what a capture keeps', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'leaklens-kept-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const { origin } = await serveHttp((request, response) => {
      const name = (request.url ?? '').replace('/debug/pprof/', '');
      const files: Record<string, string> = {
        heap: 'heap.pb.gz',
        'heap?debug=1': 'heap.debug1.txt',
        goroutine: 'goroutine.pb.gz',
        'goroutine?debug=2': 'goroutine.debug2.txt',
      };
      const file = files[name];
      if (file === undefined) response.writeHead(404).end();
      else response.end(readFixture(`profiles/${file}`));
    });
    const { status, out } = await leaklens([
      'capture',
      `${origin}/debug/pprof/?token=${key}`,
      '--out',
      join(folder, 'c'),
    ]);
    expect([status, out.includes(key)]).toEqual([0, false]);
    for (const name of readdirSync(join(folder, 'c'))) {
      if (statSync(join(folder, 'c', name)).isFile())
        expect(readFileSync(join(folder, 'c', name), 'latin1')).not.toContain(key);
    }
  });
});

describe('a profile that repeats what was sent', () => {
  const token = 's3cret-t0ken';

  /** Tags of profile.proto: 6 is the string table. */
  const profile = (...strings: readonly string[]) =>
    Buffer.concat([
      Buffer.from([0x0a, 0x04, 0x08, 0x01, 0x10, 0x01]),
      ...['', 'count', ...strings].map((text) =>
        Buffer.concat([Buffer.from([0x32, Buffer.byteLength(text)]), Buffer.from(text)]),
      ),
    ]);

  async function ask(body: Uint8Array, headers: Record<string, string>): Promise<Uint8Array> {
    const { origin } = await serveHttp((_request, response) => response.end(body));
    const agents = new HttpAgents({ origin, headers });
    onTestFinished(() => agents.dispose());
    const limits = { timeoutMillis: 5_000, maxBodyBytes: 1_000_000 };
    return (await httpGet(agents, { url: origin, limits, signal: new AbortController().signal })).bytes;
  }

  const forms = [token, btoa(`ann:${token}`), encodeURIComponent(`ann:${token}`), Buffer.from(token).toString('hex')];

  it.each([
    ['as it is', false],
    ['in gzip', true],
  ])('is a profile of the same length without it, %s', async (_how, isPacked) => {
    const plain = profile('main.main', ...forms);
    const bytes = await ask(isPacked ? gzipSync(plain) : plain, { authorization: `Basic ${btoa(`ann:${token}`)}` });
    expect(bytes.length).toBe(plain.length);
    const text = Buffer.from(bytes).toString('latin1');
    for (const form of forms) expect(text).not.toContain(form);
    expect(text).toContain('main.main');
    expect(createGoDecoder().profile(bytes, 'test').sampleTypes).toHaveLength(1);
  });

  it('is left as it came when it does not', async () => {
    const packed = gzipSync(profile('main.main'));
    const bytes = await ask(packed, { authorization: `Bearer ${token}` });
    expect(Buffer.from(bytes).equals(packed)).toBe(true);
    expect(gunzipSync(bytes).length).toBeGreaterThan(0);
  });

  it('keeps names of functions that are words of everyday', async () => {
    const body = profile('main.checkout', 'main.main');
    expect(Buffer.from(await ask(body, { 'x-team': 'checkout', authorization: 'Bearer main' })).equals(body)).toBe(
      true,
    );
  });
});
