// Archives, and proxies in front of them, that do not do as they should: words with a next step, in an editor and a terminal, and nothing that is known is lost.
import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { reportProblem } from '../../src/lsp/reportProblem';
import { createArchiveConnector } from '../../src/sources/archive/archiveConnector';
import { systemClock } from '../../src/systemClock';
import { problemWords } from '../../src/words/problems/problemWords';
import { EngineWatcher } from '../engine/engineWatcher';
import { serveHttp } from '../sources/localServer';
import { problemOf } from '../sources/problemOf';
import { badly, failing } from '../support/archives/badServers';
import { fakeParca } from '../support/archives/fakeParca';
import { fakePyroscope } from '../support/archives/fakePyroscope';
import { recordedFleet, type KeptFleet } from '../support/archives/keptFleet';
import { leaklens, leaklensJson } from './harness';

const at = 'at=2026-11-29T21:45:30Z';
const kinds = [
  ['parca', fakeParca],
  ['pyroscope', fakePyroscope],
] as const;

type Row = readonly [keyof typeof badly, string, string, (readonly string[])?];

/** What is said, what to do about it, and options of the command, with which the editor is not asked. */
const rows: readonly (readonly [keyof typeof badly, string, string, readonly string[]])[] = (
  [
    ['slow', 'did not answer within 0.3 s.', 'raise', ['--timeout', '0.3']],
    ['unknown', 'asks for credentials (401). It says: invalid credentials.', ''],
    ['no tenant', 'was not told whose', "'X-Scope-OrgID: NAME'."],
    ['a web page', 'answers with a web page where Parca or Pyroscope would answer.', 'Check the address'],
    ['a proxy that does not reach it', 'and does not reach it: HTTP 502 Bad Gateway.', 'Check that the archive runs'],
    ['a proxy that waits in vain', 'and does not reach it: HTTP 504 Gateway Time', 'ask for less time'],
    ['too often', 'does not take the question: too many requests.', 'it limits how often it is asked.'],
    ['too long a time', 'the query time range exceeds the limit.', 'Ask for less time'],
    ['a list of a gigabyte', 'a list of more than 32.0 MB', 'look back less far.'],
    ['a list without end', 'a list of more than 32.0 MB', 'look back less far.'],
    ['packed though nobody asked', 'cannot be read: no JSON', ''],
    ['cut in the middle', 'ends too early: the connection closed after 13 of 1000 bytes.', 'Fetch it again'],
    ['sent elsewhere', 'redirects to another address: https://login.invalid/sso.', 'if you trust it'],
    ['sent to the page where one signs in', 'answers with a web page', 'Check the address'],
    ['lists that are none', 'has nothing of what was asked', 'Check the labels, the tenant'],
    ['no object at all', 'has nothing of what was asked', 'Check the labels, the tenant'],
  ] as const satisfies readonly Row[]
).map(([name, words, step, options = []]: Row) => [name, words, step, options]);

describe.each(kinds)('%s', (kind, fake) => {
  test.each(rows)('that is %s', async (name, words, step, options) => {
    const { listener, most } = failing(fake(recordedFleet()), badly[name]);
    const { origin } = await serveHttp(listener);
    const source = `${kind}:${origin}?service=gateway&${at}`;
    const { status, error } = await leaklens(['watch', '--since', '10m', source, ...options]);
    expect(error).toContain(words);
    expect(error).toContain(step);
    expect(error.trim().split('\n')).toHaveLength(1);
    expect({ status, ...most }).toEqual({ status: 2, atOnce: 1 });
    if (options.length > 0) return;
    const { engine } = await EngineWatcher.start({ folder: import.meta.dirname });
    const report = reportProblem(
      await problemOf(engine.connect({ url: source }, new AbortController().signal)),
      problemWords,
    );
    expect(report.message).toContain(words);
    expect(report.nextStep).toContain(step);
    expect(report.nextStep).not.toBe('');
    expect(engine.targets()).toEqual([]);
  });

  test('that is down', async () => {
    const { origin, stop } = await serveHttp(() => undefined);
    await stop();
    const { status, error } = await leaklens(['watch', '--since', '10m', `${kind}:${origin}?service=gateway`]);
    expect({ status, error: error.trim() }).toEqual({
      status: 2,
      error: `leaklens watch: Nothing listens at ${origin}/. Start the service, or check the host and the port.`,
    });
  });

  test('that ends in the middle loses nothing of what was looked at, and passes nothing', async () => {
    // As many profiles as the worst replica alone takes, which is looked at first.
    const whole = await serveHttp(fake(recordedFleet()));
    await leaklens(['watch', '--since', '10m', `${kind}:${whole.origin}?service=gateway&pod=gateway-b&${at}`]);
    let left = whole.asked.filter(isProfile).length;
    expect(left).toBeGreaterThan(0);
    const isGone = (request: IncomingMessage) => left < 0 || (isProfile(request) && --left < 0);
    const { listener, most } = failing(fake(recordedFleet()), (_, response) => void response.destroy(), isGone);
    const { origin } = await serveHttp(listener);
    const args = ['watch', '--since', '10m', `${kind}:${origin}?service=gateway&${at}`];
    const { status, out, error } = await leaklens([...args, '--format', 'json']);
    expect({ status, ...most }).toEqual({ status: 2, atOnce: 1 });
    expect(error).toContain('The connection to');
    const report = JSON.parse(out) as { readonly findings: readonly unknown[]; readonly replicas: readonly Replica[] };
    expect(report.findings).toMatchObject([{ kind: 'goroutine-leak', replicas: [{ name: 'gateway-b' }] }]);
    expect(report.replicas.map(({ name, healthy }) => [name, healthy])).toEqual([
      ['gateway-b', false],
      ['gateway-a', false],
      ['gateway-c', false],
    ]);
  });

  test('that answers a page once is asked again', async () => {
    let pages = 1;
    const isAsked = ({ url = '' }: IncomingMessage) => /ProfileTypes|profiles\/types/.test(url) && pages-- > 0;
    const { listener } = failing(fake(recordedFleet()), badly['a web page'], isAsked);
    const { origin } = await serveHttp(listener);
    const never = new AbortController().signal;
    const limits = { timeoutMillis: 20_000, maxBodyBytes: 2 ** 26 };
    const archive = await createArchiveConnector(systemClock).open(`${kind}:${origin}`, limits, never);
    const untilMillis = Date.parse('2026-11-29T21:45:30Z');
    const types = () => archive.types({ fromMillis: untilMillis - 600_000, untilMillis }, never);
    expect(await problemOf(types())).toMatchObject({ archive: 'web-page' });
    expect(await types()).not.toEqual([]);
    archive.dispose();
  });

  test('that knows thousands of services names those that are like the one that was asked for, and how many more', async () => {
    const { replicas, types } = recordedFleet();
    const many = Array.from({ length: 3000 }, (_, of) => service(replicas, `svc-${String(of)}`));
    const long = service(replicas, `shop-${'x'.repeat(900)}`);
    const beyond = service(replicas, 'y'.repeat(100_000));
    const fleet = { types, replicas: [...many, long, beyond] };
    const { origin } = await serveHttp(fake(fleet));
    const { status, error } = await leaklens(['watch', '--since', '10m', `${kind}:${origin}?service=shop&${at}`]);
    expect(status).toBe(2);
    expect(error).toMatch(/it knows: shop-x{54}…, svc-0, .* and 2993 more\. Name one of them/);
    expect(error.length).toBeLessThan(1000);
  });

  test('whose clock is an hour ahead is asked for its own present', async () => {
    const hour = 3_600_000;
    const answer = fake(recordedFleet(Date.now() + hour));
    const { origin } = await serveHttp((request, response) => {
      response.setHeader('date', new Date(Date.now() + hour).toUTCString());
      answer(request, response);
    });
    const report = await leaklensJson(['watch', '--since', '15m', `${kind}:${origin}?service=gateway`]);
    expect(report).toMatchObject({ findings: [{ kind: 'goroutine-leak', replicas: [{ name: 'gateway-b' }] }] });
  });

  test('whose scrapers write the same labels answers sums, which are told as such', async () => {
    const { replicas, types } = recordedFleet();
    const summed = replicas.map((one) => ({ ...one, scrapes: halved(one.scrapes) }));
    const { origin } = await serveHttp(fake({ types, replicas: summed }));
    const { status, error } = await leaklens(['watch', '--since', '10m', `${kind}:${origin}?service=gateway&${at}`]);
    expect(status).toBe(2);
    expect(error).toContain('answered a sum of several profiles where one was asked for');
    expect(error).toContain('Name one replica by its labels');
  });
});

interface Replica {
  readonly name: string;
  readonly healthy: boolean;
}

function isProfile({ url = '' }: IncomingMessage): boolean {
  return /SelectMergeProfile|single\.time/.test(url);
}

function service(replicas: KeptFleet['replicas'], name: string): KeptFleet['replicas'][number] {
  const [first] = replicas;
  if (first === undefined) throw new Error('nothing is recorded');
  return { scrapes: new Map(), labels: { ...first.labels, service_name: name, job: name } };
}

/** The numbers are of one scrape, the profiles of two. */
function halved(scrapes: KeptFleet['replicas'][number]['scrapes']): typeof scrapes {
  return new Map([...scrapes].map(([id, all]) => [id, all.map((one) => ({ ...one, value: one.value / 2 }))]));
}
