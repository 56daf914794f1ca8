import { t } from '@vscode/l10n';
import type { Problem } from '../../shared/model/errors';
import { formatBytes } from '../../shared/base/units';
import { accessMessage } from './accessWords';
import { archiveMessage } from './archiveWords';
import { erlangMessage } from './erlangWords';
import { gorefMessage } from './gorefWords';
import { goTestMessage } from './goTestWords';
import { kubectlMessage } from './kubectlWords';
import { protocolMessage } from './protocolWords';
import { tlsMessage } from './tlsWords';

/** What went wrong and where, in one sentence, and a second where more than one thing was asked in vain. */
export function problemMessage(problem: Problem): string {
  const { alsoTried = [] } = problem;
  if (alsoTried.length === 0) return oneMessage(problem);
  const others = alsoTried.map(({ subject, detail }) => `${subject} (${withoutStop(detail)})`);
  return t('{0} Tried as well: {1}.', oneMessage(problem), others.join(', '));
}

/** What has many reasons of its own. */
const messageOf = {
  kubectl: kubectlMessage,
  erlang: erlangMessage,
  archive: archiveMessage,
  'go-test': goTestMessage,
  goref: gorefMessage,
} as const;

/** Another program's words may bring a full stop of their own. */
function withoutStop(detail: string): string {
  return detail.replace(/[.\s]+$/, '');
}

function oneMessage(problem: Problem): string {
  const { subject, detail } = { ...problem, detail: withoutStop(problem.detail) };
  switch (problem.kind) {
    case 'bad-url':
      return t('“{0}” is not an address LeakLens can use: {1}.', subject, detail);
    case 'refused':
      return t('Nothing listens at {0}.', subject);
    case 'unknown-host':
      return t('The host of {0} cannot be found.', subject);
    case 'timeout':
      return timeoutMessage(problem);
    case 'tls':
      return tlsMessage({ ...problem, detail });
    case 'other-protocol':
      return protocolMessage({ ...problem, detail });
    case 'unauthorized':
    case 'forbidden':
      return accessMessage(problem);
    case 'no-pprof':
      return t('A server answers, but there is no pprof at {0} ({1}).', subject, detail);
    case 'unknown-profile':
      return t('The service does not offer the profile {0}.', subject);
    case 'html-instead-of-profile':
      return t('{0} answers with a web page where a profile should be.', subject);
    case 'http-status':
      return statusMessage({ ...problem, detail });
    case 'too-large':
      return tooLargeMessage(problem);
    case 'cut-off':
      return t('{0} ends too early: {1}.', subject, detail);
    case 'network':
      return t('The connection to {0} failed: {1}.', subject, detail);
    case 'redirected':
      return t('{0} redirects to another address: {1}.', subject, problem.location ?? detail);
    case 'proxy':
      return proxyMessage({ ...problem, detail });
    case 'several-processes':
      return severalMessage(subject);
    case 'certificate-file':
      return certificateMessage(problem);
    case 'kubectl':
    case 'erlang':
    case 'archive':
    case 'go-test':
    case 'goref':
      return messageOf[problem.kind]({ ...problem, detail });
    case 'untrusted':
      return t('This workspace is not trusted, so LeakLens does not connect to {0}.', subject);
    case 'cancelled':
      return t('Cancelled: {0}.', subject);
    case 'unreadable':
      return t('{0} cannot be read: {1}.', subject, detail);
    case 'store':
      return t('{0} cannot be read or written: {1}.', subject, detail);
    case 'not-found':
      return t('{0} cannot be found: {1}.', subject, detail);
    case 'defect':
      return t('LeakLens failed at {0}: {1}.', subject, detail);
  }
}

function statusMessage({ subject, status, detail }: Problem): string {
  return status === undefined
    ? t('{0} does not lead to an answer: {1}.', subject, detail)
    : t('{0} answers with {1}.', subject, detail);
}

function proxyMessage({ subject, status, detail }: Problem): string {
  return status === 407
    ? t('The proxy on the way to {0} asks for credentials (407).', subject)
    : t('The proxy does not open the way to {0}: {1}.', subject, detail);
}

function severalMessage(subject: string): string {
  return t(
    'Several processes answer at {0} in turns, as behind a load balancer: what they say cannot be told apart.',
    subject,
  );
}

/** The operating system gives up by itself, too, after a time that it keeps to itself. */
function timeoutMessage({ subject, limit }: Problem): string {
  if (limit === undefined) return t('{0} did not answer in time.', subject);
  return t('{0} did not answer within {1} s.', subject, String(Math.round(limit / 100) / 10));
}

function tooLargeMessage({ subject, detail, limit }: Problem): string {
  if (limit === undefined) return t('{0} is too large: {1}.', subject, detail);
  return t('{0} is too large: {1}, the limit is {2}.', subject, detail, formatBytes(limit));
}

function certificateMessage({ subject, detail, passphrase }: Problem): string {
  if (passphrase === 'missing') return t('The key in {0} needs a passphrase.', subject);
  if (passphrase === 'wrong') return t('The passphrase for {0} is wrong, or the file is damaged.', subject);
  return t('The certificate or key file {0} cannot be used: {1}.', subject, detail);
}
