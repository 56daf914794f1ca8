import type { Problem, ProblemKind } from '../../shared/model/errors';
import { answerReason } from './answerReason';
import { readChallenges } from './authChallenges';
import type { HttpAnswer } from './httpExchange';
import { printable } from '../base/printable';
import { wantedProtocol } from './spokenProtocol';

/**
 * What a status other than 200 means; null for 200, which alone proves nothing yet (see `bodyProblem`).
 * @param hadCredentials whether the question carried any
 */
export function answerProblem(answer: HttpAnswer, hadCredentials = false): Problem | null {
  const { status, headers, bytes, url } = answer;
  if (status === 200) return null;
  const reason = answerReason(answer);
  const about = { subject: url, detail: detailOf(answer, reason), status, ...(reason !== '' && { reason }) };
  const upgrade = headers.upgrade ?? '';
  const protocol = wantedProtocol(status, upgrade, Buffer.from(bytes).toString('latin1'));
  if (protocol !== null) return { ...about, kind: 'other-protocol', protocol };
  const challenges = status === 401 ? readChallenges(headers['www-authenticate'] ?? '') : {};
  const isAboutUs = status === 401 || status === 403;
  return { ...about, kind: kindOf(answer), ...challenges, ...(isAboutUs && hadCredentials && { hadCredentials }) };
}

/** net/http/pprof marks each of its own errors with `X-Go-Pprof: 1` (go: src/net/http/pprof/pprof.go, serveError). */
function kindOf({ status, headers }: HttpAnswer): ProblemKind {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status !== 404) return 'http-status';
  return headers['x-go-pprof'] === undefined ? 'no-pprof' : 'unknown-profile';
}

function detailOf({ status, statusText, headers }: HttpAnswer, reason: string): string {
  const parts = [`HTTP ${status} ${printable(statusText)}`.trim()];
  const scheme = headers['www-authenticate'];
  if (scheme !== undefined) parts.push(`the service asks for ${printable(scheme)}`);
  // A page of a 404 or 403 often has the status itself for its heading.
  if (!isStatus(reason, status, statusText)) parts.push(reason);
  return parts.filter((part) => part !== '').join(': ');
}

/** Whether a text repeats the status and says no more: `404 Not Found`, `Forbidden`. */
function isStatus(text: string, status: number, statusText: string): boolean {
  const words = text
    .replace(String(status), '')
    .replace(/[^a-z]+/gi, ' ')
    .trim()
    .toLowerCase();
  return words === '' || words === statusText.toLowerCase() || words === `error ${statusText.toLowerCase()}`;
}
