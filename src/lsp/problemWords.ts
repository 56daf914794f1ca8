import { t } from '@vscode/l10n';
import type { Problem } from '../shared/errors';
import type { ProblemReport } from '../shared/lspMessages';
import { formatBytes } from '../shared/units';
import { tlsMessage, tlsNextStep } from './tlsWords';

/** A problem in a person's words: what went wrong where, and what to do next. */
export function reportProblem(problem: Problem): ProblemReport {
  const { kind, subject, status, schemes, realm, tls, location, passphrase } = problem;
  return {
    kind,
    message: problemMessage(problem),
    nextStep: nextStep(problem),
    ...(status !== undefined && { status }),
    ...(schemes !== undefined && { schemes }),
    ...(realm !== undefined && { realm }),
    ...(tls !== undefined && { tls }),
    ...(location !== undefined && { location }),
    ...(passphrase !== undefined && { passphrase }),
    ...(kind === 'certificate-file' && { file: subject }),
  };
}

function problemMessage(problem: Problem): string {
  const { subject, detail } = problem;
  switch (problem.kind) {
    case 'bad-url':
      return t('“{0}” is not an address LeakLens can use.', subject);
    case 'refused':
      return t('Nothing listens at {0}.', subject);
    case 'unknown-host':
      return t('The host of {0} cannot be found.', subject);
    case 'timeout':
      return t('{0} did not answer within {1} s.', subject, seconds(problem.limit));
    case 'tls':
      return tlsMessage(problem);
    case 'unauthorized':
      return problem.realm === undefined
        ? t('{0} asks for credentials (401).', subject)
        : t('{0} asks for credentials for “{1}” (401).', subject, problem.realm);
    case 'forbidden':
      return t('{0} refuses access (403).', subject);
    case 'no-pprof':
      return t('A server answers, but there is no pprof at {0}.', subject);
    case 'unknown-profile':
      return t('The service does not offer the profile {0}.', subject);
    case 'html-instead-of-profile':
      return t('{0} answers with a web page where a profile should be.', subject);
    case 'http-status':
      return problem.status === undefined
        ? t('{0} does not lead to an answer: {1}.', subject, detail)
        : t('{0} answers with status {1}: {2}.', subject, problem.status, detail);
    case 'too-large':
      return t('The answer of {0} is larger than the limit of {1}.', subject, formatBytes(problem.limit ?? 0));
    case 'cut-off':
      return t('The answer of {0} ends too early.', subject);
    case 'network':
      return t('The connection to {0} failed: {1}.', subject, detail);
    case 'redirected':
      return t('{0} redirects to another address: {1}.', subject, problem.location ?? detail);
    case 'proxy':
      return problem.status === 407
        ? t('The proxy on the way to {0} asks for credentials (407).', subject)
        : t('The proxy does not open the way to {0}: {1}.', subject, detail);
    case 'certificate-file':
      return fileMessage(problem);
    case 'kubectl':
      return t('“{0}” failed: {1}.', subject, detail);
    case 'untrusted':
      return t('This workspace is not trusted, so LeakLens does not connect to {0}.', subject);
    case 'cancelled':
      return t('Cancelled: {0}.', subject);
    case 'unreadable':
      return t('{0} is not what was expected: {1}.', subject, detail);
    case 'store':
      return t('The snapshot store failed at {0}: {1}.', subject, detail);
    case 'not-found':
      return t('{0} does not exist any more.', subject);
  }
}

function fileMessage({ subject, detail, passphrase }: Problem): string {
  if (passphrase === 'missing') return t('The key in {0} needs a passphrase.', subject);
  if (passphrase === 'wrong') return t('The passphrase for {0} is wrong.', subject);
  return t('The certificate or key file {0} cannot be used: {1}.', subject, detail);
}

function nextStep(problem: Problem): string {
  switch (problem.kind) {
    case 'bad-url':
      return t('Enter a URL such as http://localhost:6060, or just the port.');
    case 'refused':
      return t('Start the service, or check the host and the port.');
    case 'unknown-host':
      return t('Check the spelling of the host and your network.');
    case 'timeout':
      return t('Check that the service is not stopped in a debugger, or raise “leaklens.request.timeoutSeconds”.');
    case 'tls':
      return tlsNextStep(problem.tls ?? 'handshake');
    case 'unauthorized':
      return t('Connect again and give a token, or a user name and a password.');
    case 'forbidden':
      return t('Use an account or token that may read pprof.');
    case 'no-pprof':
      return t(
        'Import net/http/pprof in the service, or give the prefix it is mounted at, e.g. http://host/admin/debug/pprof.',
      );
    case 'unknown-profile':
      return t('Check which profiles the index page of the endpoint lists.');
    case 'html-instead-of-profile':
      return t(
        'Mount pprof at /debug/pprof/, or wrap its handler in http.StripPrefix: pprof.Index knows only that prefix.',
      );
    case 'http-status':
      return t('Look into the log of the service.');
    case 'too-large':
      return t('Raise “leaklens.request.maximumResponseMegabytes” if the size is right.');
    case 'cut-off':
    case 'network':
      return t('Check whether the service or a proxy in between restarted; LeakLens tries again by itself.');
    case 'redirected':
      return t('Connect to that address if you trust it; nothing was sent there.');
    case 'proxy':
      return problem.status === 407
        ? t('Give the credentials in “http.proxy” or “http.proxyAuthorization”.')
        : t('Check “http.proxy” and “http.noProxy” in the settings, or the variables that name the proxy.');
    case 'certificate-file':
      return problem.passphrase === undefined
        ? t('Check the path in “leaklens.targets” and whether the file can be read.')
        : t('Connect again and give the passphrase.');
    case 'kubectl':
      return t('Check that kubectl is installed and that its context reaches the cluster.');
    case 'untrusted':
      return t('Trust the workspace to connect.');
    case 'cancelled':
      return t('Run the command again when you are ready.');
    case 'unreadable':
      return t('Open the address in a browser to see what it serves; the log has the details.');
    case 'store':
      return t('Check the disk space and the permissions of the folder.');
    case 'not-found':
      return t('Refresh the view.');
  }
}

function seconds(millis: number | undefined): string {
  return String(Math.round((millis ?? 0) / 100) / 10);
}
