import type { IncomingHttpHeaders } from 'node:http';
import { LeakLensError, type Problem } from '../../shared/model/errors';
import { printedUrl } from '../../shared/base/addresses/printedUrl';
import type { HttpAnswer } from './httpExchange';
import type { SentSecrets } from '../secrets/sentSecrets';

/** The reason why a service refuses stands at the beginning of what it says. To look for secrets in more would take long. */
const maxReasonBytes = 1024;

/** Of all headers together; what is behind is dropped. */
const maxHeaderCharacters = 4 * 1024;

/**
 * An answer without what was sent as a secret: services and proxies repeat what they were sent when they refuse it, and some put
 * it into what they serve. What was asked for keeps its length.
 */
export async function withoutSecrets(answer: HttpAnswer, secrets: SentSecrets): Promise<HttpAnswer> {
  const { status, statusText, headers, bytes, url } = answer;
  return {
    status,
    statusText: secrets.inHeader(statusText),
    headers: headersWithout(headers, secrets),
    bytes: status === 200 ? await secrets.coveredIn(bytes) : secrets.inBytes(bytes.subarray(0, maxReasonBytes)),
    url: printedUrl(url),
  };
}

/** A failure without them. What Node knows of it besides stays behind: it may hold the bytes that could not be read. */
export function withoutSecretsIn({ problem }: LeakLensError, secrets: SentSecrets): LeakLensError {
  return new LeakLensError(hiddenProblem(problem, secrets));
}

/** A problem without them, such as one that quotes how an answer begins. */
export function hiddenProblem(problem: Problem, secrets: SentSecrets): Problem {
  const { subject, detail, reason, realm, location, schemes } = problem;
  return {
    ...problem,
    subject: printedUrl(subject),
    detail: secrets.inText(detail),
    ...(reason !== undefined && { reason: secrets.inText(reason) }),
    ...(realm !== undefined && { realm: secrets.inText(realm) }),
    ...(location !== undefined && { location: secrets.inText(location) }),
    ...(schemes !== undefined && { schemes: schemes.map((scheme) => secrets.inText(scheme)) }),
  };
}

function headersWithout(headers: IncomingHttpHeaders, secrets: SentSecrets): IncomingHttpHeaders {
  let left = maxHeaderCharacters;
  const hidden = (text: string): string => {
    const kept = text.slice(0, Math.min(left, maxReasonBytes));
    left -= kept.length;
    return secrets.inHeader(kept);
  };
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(hidden) : hidden(value ?? ''),
    ]),
  );
}
