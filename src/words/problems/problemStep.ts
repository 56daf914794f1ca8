import { t } from '@vscode/l10n';
import type { Problem } from '../../shared/model/errors';
import { archiveStep } from './archiveWords';
import { erlangStep } from './erlangWords';
import { gorefStep } from './gorefWords';
import { goTestStep } from './goTestWords';
import { kubectlStep } from './kubectlWords';
import { protocolStep } from './protocolWords';
import { tlsStep } from './tlsWords';

/** What to do next, in one sentence that holds in an editor as in a terminal; null where each has its own. */
export function problemStep(problem: Problem): string | null {
  const { subject, status, limit, detail } = problem;
  switch (problem.kind) {
    case 'refused':
      return subject.startsWith('unix:')
        ? t('Start the service, or check the path of the socket.')
        : t('Start the service, or check the host and the port.');
    case 'unknown-host':
      return t('Check the spelling of the host and your network.');
    case 'timeout':
      return limit === undefined ? t('Check the host and the port, and whether a firewall stands in between.') : null;
    case 'tls':
      return tlsStep(problem);
    case 'other-protocol':
      return protocolStep(problem);
    case 'no-pprof':
      return t(
        'Import net/http/pprof in the service, or give the prefix it is mounted at, e.g. http://host/admin/debug/pprof.',
      );
    case 'unknown-profile':
      return t('Check which profiles the index page of pprof lists.');
    case 'html-instead-of-profile':
      return t(
        'Mount pprof at /debug/pprof/, or wrap its handler in http.StripPrefix: pprof.Index knows only that prefix.',
      );
    case 'http-status':
      return status === undefined ? t('Check where the service redirects to.') : t('Look into the log of the service.');
    case 'too-large':
      return t('Check that this is the profile you mean.');
    case 'cut-off':
      return t('Fetch it again; the copy is not whole.');
    case 'network':
      return networkStep(subject, detail);
    case 'redirected':
      return t('Use that address if you trust it; nothing was sent there.');
    case 'several-processes':
      return t(
        'Give the address of one of them: a pod (kubectl port-forward), or its host and port behind the balancer.',
      );
    case 'kubectl':
      return kubectlStep(problem);
    case 'erlang':
      return erlangStep(problem);
    case 'archive':
      return archiveStep(problem);
    case 'go-test':
      return goTestStep(problem);
    case 'goref':
      return gorefStep(problem);
    case 'untrusted':
      return t('Trust the workspace to connect.');
    case 'cancelled':
      return t('Run the command again when you are ready.');
    case 'defect':
      return t('This is a defect of LeakLens: please report it, with what its log says.');
    default:
      return null;
  }
}

/** Told by the words of the system and of Node, which stand in the detail. */
function networkStep(subject: string, detail: string): string {
  if (/\b(EACCES|EPERM)\b/.test(detail)) {
    return t('Check the permissions of the socket, or what keeps this program from the network.');
  }
  if (/\bheader (name|content)\b/i.test(detail))
    return t('Correct the header: HTTP does not allow all characters in it.');
  // Servers of TLS that are asked without often say nothing and hang up.
  if (subject.startsWith('http:') && /hang up|ECONNRESET|without an answer/.test(detail))
    return t('Use https:// if this port serves TLS, or check whether the service or a proxy in between restarted.');
  return t('Check whether the service or a proxy in between restarted, and try again.');
}
