import type { Problem, ProblemKind } from '../../shared/model/errors';
import { readChallenges } from './authChallenges';
import type { HttpAnswer } from './httpExchange';
import { printable } from '../base/printable';

/** What a status other than 200 means; null for 200, which alone proves nothing yet (see `bodyProblem`). */
export function answerProblem(answer: HttpAnswer): Problem | null {
  if (answer.status === 200) return null;
  const challenges = answer.status === 401 ? readChallenges(answer.headers['www-authenticate'] ?? '') : {};
  return { kind: kindOf(answer), subject: answer.url, detail: detailOf(answer), status: answer.status, ...challenges };
}

/** net/http/pprof marks each of its own errors with `X-Go-Pprof: 1` (go: src/net/http/pprof/pprof.go, serveError). */
function kindOf({ status, headers }: HttpAnswer): ProblemKind {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status !== 404) return 'http-status';
  return headers['x-go-pprof'] === undefined ? 'no-pprof' : 'unknown-profile';
}

function detailOf({ status, statusText, headers, bytes }: HttpAnswer): string {
  const parts = [`HTTP ${status} ${printable(statusText)}`.trim()];
  const scheme = headers['www-authenticate'];
  if (scheme !== undefined) parts.push(`the service asks for ${printable(scheme)}`);
  if (headers['content-type']?.startsWith('text/plain') === true) {
    const [reason = ''] = Buffer.from(bytes).toString('utf8').trimStart().split('\n');
    parts.push(printable(reason));
  }
  return parts.filter((part) => part !== '').join(': ');
}
