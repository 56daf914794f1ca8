import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { printedUrl } from '../../shared/base/addresses/printedUrl';
import { readAddress } from '../../shared/base/addresses/serviceAddress';
import { LeakLensError } from '../../shared/model/errors';
import type { HostAddresses } from '../../shared/ports/sources/hostAddresses';
import { startDeadline } from '../base/deadline';
import { networkProblem } from './networkProblem';
import { chooseProxy } from './proxyChoice';
import { pickedByProxy } from './proxyProblem';

/** All addresses of a name. @throws what Node's `dns.lookup` throws */
export type Resolver = (name: string) => Promise<readonly string[]>;

/** By the system's resolver, as connections are made: `/etc/hosts` and search domains count. */
const bySystem: Resolver = async (name) => (await lookup(name, { all: true })).map(({ address }) => address);

/** @param resolve stands in for the system's resolver */
export function createHostAddresses(resolve = bySystem): HostAddresses {
  return {
    async of(text, { timeoutMillis, proxy }, signal) {
      const { url } = readAddress(text);
      const subject = printedUrl(url);
      const name = url.hostname.replace(/^\[(.*)\]$/, '$1');
      if (name === '') throw new LeakLensError({ kind: 'bad-url', subject, detail: 'it names no host' });
      if (isIP(name) !== 0) return [name];
      if (chooseProxy(url, proxy) !== null) throw pickedByProxy(subject);
      const deadline = startDeadline({ subject, timeoutMillis, signal });
      try {
        return inOrder(await untilAborted(resolve(name), deadline.signal));
      } catch (error) {
        throw error instanceof LeakLensError ? error : new LeakLensError(networkProblem(error, subject), error);
      } finally {
        deadline.dispose();
      }
    },
  };
}

/** A look-up cannot be ended, only be waited for no longer. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const giveUp = () => reject(signal.reason as Error);
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

/** Resolvers turn their answers round, so that whoever takes the first one spreads. */
function inOrder(addresses: readonly string[]): readonly string[] {
  return [...new Set(addresses)].sort(
    (a, b) => isIP(a) - isIP(b) || a.localeCompare(b, 'en', { numeric: true, sensitivity: 'base' }),
  );
}
