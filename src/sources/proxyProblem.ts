import { LeakLensError } from '../shared/errors';
import type { Problem } from '../shared/errors';
import { readChallenges } from './authChallenges';
import { hideSecrets } from './hideSecrets';
import { networkProblem } from './networkProblem';
import { printable } from './printable';
import type { Proxy } from './proxyChoice';

/** The proxy answers something else than that the way is open. */
export function proxyRefusal(
  proxy: Proxy,
  subject: string,
  answer: { readonly status: number; readonly statusText: string; readonly challenges: string | undefined },
): Problem {
  const text = printable(hideSecrets(answer.statusText, proxy.headers));
  const detail = `${proxy.name} answers HTTP ${answer.status} ${text}`.trim();
  const challenges = answer.status === 407 ? readChallenges(answer.challenges ?? '') : {};
  return { kind: 'proxy', subject, detail, status: answer.status, ...challenges };
}

/** The connection to the proxy itself fails. */
export function proxyFailure(proxy: Proxy, subject: string, thrown: unknown): LeakLensError {
  const { detail } = networkProblem(thrown, subject);
  return new LeakLensError({ kind: 'proxy', subject, detail: `${proxy.name} cannot be reached: ${detail}` }, thrown);
}
