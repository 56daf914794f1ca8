// Several addresses as one service: each replica judged alone, and the one that does what its peers do not.
import { describe, expect, it } from 'vitest';
import { freePort } from '../sources/localServer';
import { leaklens } from './harness';
import { servedReplica } from './servedReplica';

async function replica(leaks: number): Promise<string> {
  return (await servedReplica(leaks)).origin;
}

interface FleetJson {
  readonly findings: readonly { readonly site: { readonly line: number }; readonly replicas: readonly unknown[] }[];
  readonly replicas: readonly {
    readonly name: string;
    readonly healthy: boolean;
    readonly outlierIn: readonly string[];
  }[];
}

describe('leaklens watch URL URL URL', () => {
  it('says which replica leaks, that its peers do not, and which could not be reached', async () => {
    const gone = `http://127.0.0.1:${String(await freePort())}`;
    const urls = [await replica(0), await replica(6), await replica(0), gone];
    const { status, out, error } = await leaklens([
      'watch',
      ...urls,
      '--for',
      '28s',
      '--every',
      '1s',
      '--format',
      'json',
    ]);
    // What nobody saw is not healthy: the report is whole, and the status says so.
    expect([status, error]).toEqual([2, expect.stringContaining(`Nothing listens at ${gone}`)]);
    const report = JSON.parse(out) as FleetJson;
    expect(report.findings).toMatchObject([
      { confidence: 'probable', site: { function: 'main.notify', line: 41 }, replicas: [{ name: urls[1] }] },
    ]);
    const [leaking, ...others] = report.replicas;
    expect(leaking).toMatchObject({ name: urls[1], healthy: false, outlierIn: ['goroutines'] });
    expect(others).toMatchObject([
      { name: urls[0], healthy: true, outlierIn: [] },
      { name: urls[2], healthy: true, outlierIn: [] },
      { name: gone, healthy: false, lookedAt: false, why: expect.stringContaining('ECONNREFUSED') as string },
    ]);
  }, 60_000);

  it.each([
    [['http://h:1', 'http://h:1'], 'An address stands there twice: each is one replica.'],
    [['http://h:1', 'parca:http://h:2'], 'An archive has all replicas of a service: give it alone.'],
    [['http://h:1', 'x.pb.gz'], '“x.pb.gz” is no URL'],
  ])('takes no %j', async (urls, words) => {
    const { status, error } = await leaklens(['watch', ...urls, '--for', '1m']);
    expect(status).toBe(2);
    expect(error).toContain(words);
  });

  it('fails where none of them answers', async () => {
    const urls = [`http://127.0.0.1:${String(await freePort())}`, `http://127.0.0.1:${String(await freePort())}`];
    const { status, error } = await leaklens(['watch', ...urls, '--for', '1m']);
    expect(status).toBe(2);
    expect(error).toContain('Nothing listens at');
  });
});
