// A service by its name, where the name has an address for each replica. All of 127.0.0.0/8 is this machine, on Linux.
import { describe, expect, it } from 'vitest';
import { createHostAddresses } from '../../../src/sources/net/hostAddresses';
import { freePort } from '../../sources/localServer';
import { leaklens, type Outcome } from '../harness';
import { servedReplica } from '../servedReplica';

/** @param addresses of the name in the URL, as a resolver of the network would have them */
function watch(url: string, addresses: readonly string[], more: readonly string[] = []): Promise<Outcome> {
  const hostAddresses = createHostAddresses((name) =>
    addresses.length > 0 && url.includes(`//${name}:`)
      ? Promise.resolve(addresses)
      : Promise.reject(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' })),
  );
  return leaklens(['watch', url, '--each-address', ...more], { engine: { hostAddresses } });
}

const times = ['--for', '28s', '--every', '1s'];

describe.skipIf(process.platform !== 'linux')('leaklens watch --each-address', () => {
  it('asks every address as the host, and says which of them leaks', async () => {
    const first = await servedReplica(0, '127.0.0.1');
    const { port } = first;
    const others = [await servedReplica(6, '127.0.0.2', port), await servedReplica(0, '127.0.0.3', port)];
    const url = `http://shop.internal:${port}`;
    const addresses = ['127.0.0.3', '127.0.0.1', '127.0.0.2'];
    const [text, json] = await Promise.all([
      watch(url, addresses, [...times, '--header', 'x-key: sesame', '--fail-on', 'probable']),
      watch(url, addresses, [...times, '--header', 'x-key: sesame', '--format', 'json']),
    ]);
    expect([text.status, text.error]).toEqual([1, '']);
    expect(text.out).toContain(`1 of 3, worst 127.0.0.2:${port}`);
    expect(text.out).toContain(`Healthy: 127.0.0.1:${port}, 127.0.0.3:${port}.`);
    expect(text.out).toContain(`127.0.0.2:${port} is the exception`);
    expect(JSON.parse(json.out)).toMatchObject({
      target: `${url}/debug/pprof/`,
      findings: [{ confidence: 'probable', replicas: [{ name: `127.0.0.2:${port}` }] }],
      replicas: [
        { name: `127.0.0.2:${port}`, healthy: false },
        { name: `127.0.0.1:${port}`, healthy: true },
        { name: `127.0.0.3:${port}`, healthy: true },
      ],
    });
    for (const { asked } of [first, ...others]) {
      const sent = asked.map(({ headers }) => `${headers.host ?? ''} ${String(headers['x-key'])}`);
      expect(new Set(sent)).toEqual(new Set([`shop.internal:${port} sesame`]));
    }
  }, 60_000);

  it('reports on the others where one does not answer, and fails', async () => {
    const { port } = await servedReplica(0, '127.0.0.1');
    const { status, out, error } = await watch(
      `http://shop.internal:${port}`,
      ['127.0.0.1', '127.0.0.3'],
      ['--for', '3s', '--every', '1s'],
    );
    expect([status, error]).toEqual([2, expect.stringContaining(`Nothing listens at http://127.0.0.3:${port}/`)]);
    expect(out).toContain(`127.0.0.3:${port} could not be looked at: connect ECONNREFUSED 127.0.0.3:${port}.`);
  }, 30_000);

  it('is the service itself where the name has one address', async () => {
    const { port } = await servedReplica(0, '127.0.0.1');
    const words = ['--for', '2s', '--every', '1s', '--format', 'json'];
    const { status, out, error } = await watch(`http://localhost:${port}`, ['127.0.0.1'], words);
    expect([status, error]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({ target: `http://localhost:${port}/debug/pprof/`, replicas: null });
  }, 30_000);

  it('says of a name that does not resolve what it says without', async () => {
    const url = `http://no-such-host.invalid:${String(await freePort())}`;
    const alone = await leaklens(['watch', url, '--for', '1s']);
    const each = await watch(url, [], ['--for', '1s']);
    expect([each.status, each.error.split('. ')[0]]).toEqual([
      2,
      alone.error.replace('/debug/pprof/goroutine', '/').split('. ')[0],
    ]);
  });

  it('watches no more of them than it can ask without haste', async () => {
    const many = Array.from({ length: 21 }, (_, at) => `10.0.0.${String(at + 1)}`);
    const { status, error } = await watch('http://shop.internal:6060', many, ['--for', '1s']);
    expect(status).toBe(2);
    expect(error).toContain('shop.internal:6060 has 21 addresses, and at most 20 replicas are watched at once');
  });

  it.each([
    [['unix:/run/app.sock', '--for', '1s'], '“unix:/run/app.sock” names no host'],
    [['beam:shop@localhost', '--for', '1s'], '“beam:shop@localhost” names no host'],
    [['http://a:1', 'http://b:1', '--for', '1s'], '--each-address takes the name of one service'],
    [['parca:http://h:1?service=shop', '--since', '1h'], '--each-address is for a service that is polled'],
  ])('takes no %j', async (words, told) => {
    const { status, error } = await leaklens(['watch', ...words, '--each-address']);
    expect(status).toBe(2);
    expect(error).toContain(told);
  });
});
