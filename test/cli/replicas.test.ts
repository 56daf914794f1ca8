// Several addresses as one service: each replica judged alone, and the one that does what its peers do not.
import { describe, expect, it } from 'vitest';
import { profileBytesFromText } from '../support/profiles/profileText';
import { freePort, serveHttp } from '../sources/localServer';
import { leaklens } from './harness';

/** @param leaks goroutines that are stuck more with each second */
async function replica(leaks: number): Promise<string> {
  const begun = Date.now();
  const { origin } = await serveHttp((asked, response) => {
    const path = (asked.url ?? '').replace('/debug/pprof/', '');
    const lost = Math.floor(((Date.now() - begun) / 1000) * leaks);
    const parked = 'runtime.gopark@/go/src/runtime/proc.go:400';
    const goroutines = [
      `${parked};runtime.chanrecv@/go/src/runtime/chan.go:500;main.serve@/src/shop/main.go:20 8`,
      ...(lost > 0
        ? [`${parked};runtime.chansend@/go/src/runtime/chan.go:200;main.notify@/src/shop/notify.go:41 ${lost}`]
        : []),
    ].join('\n');
    if (path === 'goroutine') response.end(profileBytesFromText(goroutines));
    else if (path === 'heap') response.end(profileBytesFromText('main.main@/src/shop/main.go:9 1 1048576'));
    else response.writeHead(404, { 'x-go-pprof': '1' }).end('Unknown profile\n');
  });
  return origin;
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
