import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fakeParca } from '../support/archives/fakeParca';
import { fakePyroscope } from '../support/archives/fakePyroscope';
import { recordedFleet } from '../support/archives/keptFleet';
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
