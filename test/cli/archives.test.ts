import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fakeParca } from '../support/archives/fakeParca';
import { fakePyroscope } from '../support/archives/fakePyroscope';
import { dayLongFleet } from '../support/archives/dayLongFleet';
import { recordedFleet, twoVersions, type KeptFleet } from '../support/archives/keptFleet';
import { junitFaults } from '../support/outputs/junitFaults';
import { sarifFaults } from '../support/outputs/sarifFaults';
import { repositoryRoot } from '../support/paths';
import { serveHttp } from '../sources/localServer';
import { leaklens, leaklensJson } from './harness';

const at = 'at=2026-11-29T21:45:30Z';

async function parca(query = `service=gateway&${at}`): Promise<string> {
  const { origin } = await serveHttp(fakeParca(recordedFleet()));
  return `parca:${origin}?${query}`;
}

async function pyroscope(): Promise<string> {
  const { origin } = await serveHttp(fakePyroscope(recordedFleet()));
  return `pyroscope:${origin}?service=gateway&${at}`;
}

describe.each([
  ['Parca', parca],
  ['Pyroscope', pyroscope],
] as const)('a profile of %s', (_, source) => {
  test('is that of the replica that has most, and of one scrape', async () => {
    const report = await leaklensJson(['top', await source(), '--by', 'line', '--limit', '1']);
    expect(report).toMatchObject({
      sampleType: { type: 'inuse_space', unit: 'bytes' },
      total: 196_021_294,
      rows: [{ function: 'main.(*session).receive', line: 33 }],
    });
  });

  test('is told apart by replica', async () => {
    const { out } = await leaklens(['top', `${await source()}&pod=gateway-a`]);
    expect(out).toContain('1065.10kB total');
  });

  test('is looked at with every command that reports on one', async () => {
    expect(await leaklensJson(['peek', await source(), 'receive$', '--type', 'goroutine'])).toMatchObject({
      rows: [{ function: 'main.(*session).receive', cum: 3133 }],
    });
    const list = await leaklens(['list', await source(), 'session..receive'], {
      workingDirectory: join(repositoryRoot, 'test/services/gateway'),
    });
    expect(list.out).toContain('batch := make([]int64, batchSize)');
    const stacks = await leaklensJson(['stacks', await source(), '--type', 'goroutine']);
    expect(JSON.stringify(stacks)).toContain('"values":[3133]');
    const goroutines = await leaklensJson(['goroutines', await source()]);
    expect(goroutines).toMatchObject({ total: 3141 });
  });
});

test('the heading says which of them it is', async () => {
  const { out } = await leaklens(['top', await parca(), '--limit', '1']);
  expect(out.split('\n')[0]).toBe(
    'Taken out of: gateway-b, the one of 3 replicas that has most, as it was at 2026-11-29T21:45:24.427Z',
  );
});

test('what has grown is what two moments differ by', async () => {
  const source = await parca('service=gateway&pod=gateway-b');
  const report = await leaklensJson([
    'top',
    `${source}&${at}`,
    '--base',
    `${source}&at=2026-11-29T21:35:34Z`,
    '--type',
    'goroutine',
  ]);
  expect(report).toMatchObject({ total: 2912 });
});

describe('in words', () => {
  test.each([
    ['a service that is not there', 'service=shop', 'it knows: gateway. Name one of them: …?service=NAME.'],
    ['a type that is not kept', `service=gateway&${at}&type=cpu`, 'it keeps: memory:alloc_objects'],
    ['a time before anything was kept', 'service=gateway&at=2020-01-01T00:00:00Z', 'has nothing of what was asked'],
    ['what is no time', 'service=gateway&at=yesterday', 'at= takes a time such as'],
  ])('%s', async (_, query, words) => {
    const { status, error } = await leaklens(['top', await parca(query)]);
    expect(status).toBe(2);
    expect(error).toContain(words);
  });

  test('a sum where one profile was asked for', async () => {
    // Two scrapers that write the same labels, as archives add them up.
    const fleet = recordedFleet();
    const doubled = fleet.replicas.flatMap((one) => [one, { ...one, labels: { ...one.labels, scraper: '2' } }]);
    const fake = fakePyroscope({ ...fleet, replicas: doubled }, { hasExemplars: true });
    const { origin } = await serveHttp(fake);
    const { status, error } = await leaklens(['top', `pyroscope:${origin}?service=gateway&${at}`]);
    expect(status).toBe(2);
    expect(error).toContain('answered a sum of several profiles where one was asked for');
  });
});

const here = { workingDirectory: join(repositoryRoot, 'test/services/gateway') };

describe.each([
  ['Parca', fakeParca],
  ['Pyroscope', fakePyroscope],
] as const)('leaklens watch --since, of %s', (name, fake) => {
  const source = async () => {
    const { origin } = await serveHttp(fake(recordedFleet()));
    return `${name.toLowerCase()}:${origin}?service=gateway&${at}`;
  };

  test('finds the replica that leaks on its line, and calls the others healthy', async () => {
    const report = (await leaklensJson(['watch', '--since', '10m', await source()], here)) as HistoryJson;
    expect(report.findings).toMatchObject([
      {
        kind: 'goroutine-leak',
        confidence: 'probable',
        site: { function: 'main.(*session).receive', line: 38 },
        ownLine: { file: join(here.workingDirectory, 'gateway.go'), line: 38 },
        amount: { value: 3133, unit: 'goroutines' },
        replicas: [{ name: 'gateway-b', amount: { value: 3133, unit: 'goroutines' } }],
      },
    ]);
    expect(report.replicas.map(({ name: one, healthy, findings }) => [one, healthy, findings.length])).toEqual([
      ['gateway-b', false, 1],
      ['gateway-a', true, 0],
      ['gateway-c', true, 0],
    ]);
    // Levels of single replicas, and no sum of them.
    expect(report.series['goroutines']?.at(-1)?.[1]).toBe(3141);
    expect(new Set(report.replicas[1]?.series['goroutines']?.map(([, value]) => value))).toEqual(new Set([8]));
  });
});

interface HistoryJson {
  readonly findings: readonly unknown[];
  readonly series: Readonly<Record<string, readonly (readonly [number, number])[]>>;
  readonly replicas: readonly (Pick<HistoryJson, 'series'> & {
    readonly name: string;
    readonly healthy: boolean;
    readonly findings: readonly string[];
  })[];
}

describe('the report of a history', () => {
  test('in a terminal', async () => {
    const { status, out } = await leaklens(['watch', '--since', '10m', '--fail-on', 'probable', await parca()], here);
    expect(status).toBe(1);
    const lines = out.split('\n');
    expect(lines[0]).toMatch(
      /^Looked back 10 min at 3 replicas of parca:http:.*: \d+ moments, .* fetched in \d+ requests/,
    );
    expect(lines).toContain('Healthy: gateway-a, gateway-c.');
    expect(out).toMatch(/replicas +1 of 3, worst gateway-b: 3,133, \+29\d a minute/);
  });

  test('on the page of a job, and for code scanning', async () => {
    const markdown = await leaklens(['watch', '--since', '10m', '--format', 'markdown', await parca()], here);
    expect(markdown.out).toMatch(/replicas: 1 of 3, worst gateway-b/);
    const sarif = await leaklens(['watch', '--since', '10m', '--format', 'sarif', await parca()], here);
    expect(sarifFaults(sarif.out)).toEqual([]);
    const junit = await leaklens(['watch', '--since', '10m', '--format', 'junit', await parca()], here);
    expect(await junitFaults(junit.out)).toEqual([]);
    expect(JSON.parse(sarif.out)).toMatchObject({
      runs: [
        {
          results: [
            {
              ruleId: 'goroutine-leak',
              locations: [{ physicalLocation: { artifactLocation: { uri: 'gateway.go' }, region: { startLine: 38 } } }],
              properties: { replicas: [{ name: 'gateway-b' }] },
            },
          ],
        },
      ],
    });
  });

  test.each([
    [
      ['--for', '1m', '--since', '1h'],
      '--for is for a service that is polled: of an archive give --since, such as 24h.',
    ],
    [[], '--since is missing: how far back to look, such as 24h.'],
  ])('is asked for with %j', async (options, words) => {
    const { status, error } = await leaklens(['watch', 'parca:http://127.0.0.1:9?service=x', ...options]);
    expect({ status, error: error.trim() }).toEqual({ status: 2, error: `leaklens watch: ${words}` });
  });

  test('is none of a running service', async () => {
    const { error } = await leaklens(['watch', ':6060', '--for', '1m', '--since', '1h']);
    expect(error).toContain('a running service has no history, give --for.');
  });
});

describe.each([
  ['parca', (fleet: KeptFleet) => fakeParca(fleet)],
  ['pyroscope', (fleet: KeptFleet) => fakePyroscope(fleet, { version: 2, hasExemplars: false })],
] as const)('a leak as slow as a day is long, in %s', (kind, fake) => {
  test('is told from the tides of the day', async () => {
    const untilMillis = Date.parse('2026-11-29T21:00:00Z');
    const { origin } = await serveHttp(fake(dayLongFleet(untilMillis)));
    const source = `${kind}:${origin}?service=shop&at=2026-11-29T21:00:00Z`;
    const report = (await leaklensJson(['watch', '--since', '24h', source], here)) as HistoryJson;
    expect(report.findings).toMatchObject([
      {
        kind: 'goroutine-leak',
        confidence: 'probable',
        site: { function: 'main.notify', line: 41 },
        replicas: [{ name: 'shop-b' }],
      },
    ]);
    expect(
      report.replicas
        .filter(({ healthy }) => healthy)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['shop-a', 'shop-c']);
  });
});

test('a version that grows while the other does not is named, with how many of its replicas do', async () => {
  const { origin } = await serveHttp(fakeParca(twoVersions(recordedFleet())));
  const args = ['watch', '--since', '10m', `parca:${origin}?service=gateway&${at}`];
  const { out } = await leaklens(args);
  expect(out.replace(/\s+/g, ' ')).toContain(
    'service_git_ref bbbb222 is the exception: growth of goroutines on 3 of its 3 replicas, and on none of the 2 others.',
  );
  expect(await leaklensJson([...args, '--format', 'json'])).toMatchObject({
    outlyingVersion: { label: 'service_git_ref', version: 'bbbb222', growing: 3, of: 3, others: 2 },
  });
});
