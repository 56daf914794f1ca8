import { LeakLensError } from '../../shared/model/errors';
import type { Problem } from '../../shared/model/errors';
import { readChallenges } from './authChallenges';
import { networkProblem } from './networkProblem';
import { printable } from '../base/printable';
import type { Proxy } from './proxyChoice';
import type { SentSecrets } from '../secrets/sentSecrets';

/** The proxy answers something else than that the way is open. */
export function proxyRefusal(
  proxy: Proxy,
  subject: string,
  answer: { readonly status: number; readonly statusText: string; readonly challenges: string | undefined },
  secrets: SentSecrets,
): Problem {
  const text = printable(secrets.inHeader(answer.statusText));
  const detail = `${proxy.name} answers HTTP ${answer.status} ${text}`.trim();
  const challenges = answer.status === 407 ? readChallenges(secrets.inHeader(answer.challenges ?? '')) : {};
  return { kind: 'proxy', subject, detail, status: answer.status, ...challenges };
}

/** A proxy is given a name and finds its address by itself: behind it, one address cannot be asked rather than another. */
export function pickedByProxy(subject: string): LeakLensError {
  const detail = 'it picks one of the addresses by itself; name the host in NO_PROXY to ask each of them';
  return new LeakLensError({ kind: 'proxy', subject, detail });
}

/** The connection to the proxy itself fails. */
export function proxyFailure(proxy: Proxy, subject: string, thrown: unknown): LeakLensError {
  const { detail } = networkProblem(thrown, subject);
  return new LeakLensError({ kind: 'proxy', subject, detail: `${proxy.name} cannot be reached: ${detail}` }, thrown);
}
