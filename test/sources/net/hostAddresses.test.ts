// Which addresses the name of a service has. What a resolver answers is given; that the machine's own is asked is tried with names that need no network.
import { describe, expect, it } from 'vitest';
import { createHostAddresses } from '../../../src/sources/net/hostAddresses';
import { problemOf } from '../problemOf';

const limits = { timeoutMillis: 1000 };
const never = new AbortController().signal;
const having = (...addresses: string[]) => createHostAddresses(() => Promise.resolve(addresses));

describe('the addresses of a host', () => {
  it('are all that the resolver has, each once, in an order that is the same the next time', async () => {
    const shuffled = having('10.0.0.12', '10.0.0.2', 'fd00::2', '10.0.0.2', 'fd00::1');
    expect(await shuffled.of('http://shop:6060', limits, never)).toEqual([
      ...['10.0.0.2', '10.0.0.12', 'fd00::1', 'fd00::2'],
    ]);
  });

  it.each([
    ['http://10.0.0.7:6060', '10.0.0.7'],
    ['http://[fd00::7]:6060/admin', 'fd00::7'],
  ])('are one for %s, which nobody has to be asked for', async (url, address) => {
    expect(await having('10.0.0.1', '10.0.0.2').of(url, limits, never)).toEqual([address]);
  });

  it('are asked for by the name alone, whatever else stands in the address', async () => {
    const names: string[] = [];
    const addresses = createHostAddresses((name) => {
      names.push(name);
      return Promise.resolve(['10.0.0.1']);
    });
    await addresses.of('http://user:secret@Shop.Example.:6060/admin?token=secret', limits, never);
    expect(names).toEqual(['shop.example.']);
  });

  it('are those of the machine’s own resolver unless another is given', async () => {
    const found = await createHostAddresses().of('http://localhost:6060', limits, never);
    expect(found.some((address) => ['127.0.0.1', '::1'].includes(address))).toBe(true);
  });

  it('are none of a name that does not resolve, as when it is asked for a profile', async () => {
    const problem = await problemOf(createHostAddresses().of('http://no-such-host.invalid:6060', limits, never));
    expect(problem).toMatchObject({ kind: 'unknown-host', subject: 'http://no-such-host.invalid:6060/' });
  });

  it('are not waited for longer than for an answer, nor by who has cancelled', async () => {
    const silent = createHostAddresses(() => new Promise(() => undefined));
    const late = await problemOf(silent.of('http://shop:6060', { timeoutMillis: 20 }, never));
    expect(late).toMatchObject({ kind: 'timeout', subject: 'http://shop:6060/' });
    const stop = new AbortController();
    const cancelled = problemOf(silent.of('http://shop:6060', limits, stop.signal));
    stop.abort();
    expect((await cancelled).kind).toBe('cancelled');
  });

  it('are not asked for where a proxy stands between, which picks one by itself', async () => {
    const proxy = { forHttp: 'http://proxy:3128', exceptions: ['.internal'] };
    const problem = await problemOf(having('10.0.0.1').of('http://shop:6060', { ...limits, proxy }, never));
    expect(problem).toMatchObject({ kind: 'proxy', subject: 'http://shop:6060/' });
    expect(problem.detail).toContain('NO_PROXY');
    expect(await having('10.0.0.1').of('http://shop.internal', { ...limits, proxy }, never)).toEqual(['10.0.0.1']);
  });
});
