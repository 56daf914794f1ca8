import { t } from '@vscode/l10n';
import type { Problem } from '../shared/errors';
import { formatBytes } from '../shared/units';
import { printable } from './printable';

/** A failure of a command in one line: what, where and what to try. */
export function problemLine(problem: Problem, command: string): string {
  return printable(`${whatAndWhere(problem)} ${whatToTry(problem, command)}`);
}

function whatAndWhere(problem: Problem): string {
  const { subject, detail } = problem;
  switch (problem.kind) {
    case 'bad-url':
      return t('“{0}” is not an address: {1}.', subject, detail);
    case 'refused':
      return t('Nothing listens at {0}.', subject);
    case 'unknown-host':
      return t('The host of {0} cannot be found.', subject);
    case 'timeout':
      return t('{0} did not answer within {1} s.', subject, String((problem.limit ?? 0) / 1000));
    case 'tls':
      return tlsProblem(problem);
    case 'unauthorized':
      return t('{0} asks for credentials ({1}).', subject, detail);
    case 'forbidden':
      return t('{0} refuses access ({1}).', subject, detail);
    case 'no-pprof':
      return t('A server answers, but there is no pprof at {0} ({1}).', subject, detail);
    case 'unknown-profile':
      return t('The service does not offer {0} ({1}).', subject, detail);
    case 'html-instead-of-profile':
      return t('{0} answers with a web page where a profile should be.', subject);
    case 'http-status':
      return t('{0} answers with {1}.', subject, detail);
    case 'redirected':
      return t('{0} redirects to another address: {1}.', subject, problem.location ?? detail);
    case 'proxy':
      return problem.status === 407
        ? t('The proxy on the way to {0} asks for credentials (407).', subject)
        : t('The proxy does not open the way to {0}: {1}.', subject, detail);
    case 'certificate-file':
      return t('The certificate or key file {0} cannot be used: {1}.', subject, detail);
    default:
      return localProblem(problem);
  }
}

function tlsProblem({ subject, detail, tls = 'handshake' }: Problem): string {
  switch (tls) {
    case 'unknown-authority':
      return t('The certificate of {0} was issued by an authority that this machine does not trust.', subject);
    case 'self-signed':
      return t('The certificate of {0} is self-signed.', subject);
    case 'expired':
      return t('The certificate of {0} has expired.', subject);
    case 'not-yet-valid':
      return t('The certificate of {0} is not valid yet.', subject);
    case 'hostname-mismatch':
      return t('The certificate of {0} is for another host name.', subject);
    case 'client-certificate-required':
      return t('{0} asks for a client certificate.', subject);
    case 'client-certificate-rejected':
      return t('{0} does not accept the client certificate.', subject);
    case 'handshake':
      return t('No secure connection to {0}: {1}.', subject, detail);
  }
}

function localProblem({ kind, subject, detail, limit }: Problem): string {
  switch (kind) {
    case 'too-large':
      return t('{0} is too large: {1}, the limit is {2}.', subject, detail, formatBytes(limit ?? 0));
    case 'cut-off':
      return t('{0} ends too early: {1}.', subject, detail);
    case 'network':
      return t('The connection to {0} failed: {1}.', subject, detail);
    case 'cancelled':
      return t('Cancelled: {0}.', subject);
    case 'store':
      return t('{0} cannot be written: {1}.', subject, detail);
    case 'not-found':
      return t('{0} does not exist: {1}.', subject, detail);
    default:
      return t('{0} cannot be read: {1}.', subject, detail);
  }
}

function whatToTry(problem: Problem, command: string): string {
  switch (problem.kind) {
    case 'bad-url':
      return t('Give a URL such as http://localhost:6060, the URL of one profile, or a file.');
    case 'refused':
      return t('Start the service, or check the host and the port.');
    case 'unknown-host':
      return t('Check the spelling of the host and your network.');
    case 'timeout':
      return t('Check that the service is not stopped in a debugger, or raise --timeout.');
    case 'tls':
      return tlsAdvice(problem);
    case 'unauthorized':
    case 'forbidden':
      return t('Give an account that may read pprof: --bearer-token-file FILE, or --user NAME.');
    case 'no-pprof':
      return t('Import net/http/pprof in the service, or give the prefix it is mounted at.');
    case 'unknown-profile':
      return t('Open the index page in a browser to see which profiles there are.');
    case 'html-instead-of-profile':
      return t('Mount pprof at /debug/pprof/, or wrap its handler in http.StripPrefix.');
    case 'http-status':
      return t('Look into the log of the service.');
    case 'redirected':
      return t('Ask that address if you trust it; nothing was sent there.');
    case 'proxy':
      return t('Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY, and the credentials in them.');
    case 'certificate-file':
      return problem.passphrase === undefined
        ? t('Check the path and whether the file can be read.')
        : t('Give the passphrase in LEAKLENS_PASSPHRASE.');
    default:
      return localAdvice(problem.kind, command);
  }
}

function tlsAdvice({ tls = 'handshake' }: Problem): string {
  switch (tls) {
    case 'unknown-authority':
    case 'self-signed':
      return t('Name the file of its authority with --ca.');
    case 'expired':
      return t('Renew the certificate of the service.');
    case 'not-yet-valid':
      return t('Check the clocks of this machine and of the service.');
    case 'hostname-mismatch':
      return t('Use a host name that the certificate names.');
    case 'client-certificate-required':
      return t('Name your certificate with --cert and --key.');
    case 'client-certificate-rejected':
      return t('Check which authority has to issue the client certificate, and whether it has expired.');
    case 'handshake':
      return t('Check the certificate of the service, or use http:// if it serves no TLS.');
  }
}

function localAdvice(kind: Problem['kind'], command: string): string {
  switch (kind) {
    case 'too-large':
      return t('Check that this is the profile you mean.');
    case 'cut-off':
      return t('Fetch it again; the copy is not whole.');
    case 'network':
      return t('Check whether the service or a proxy in between restarted, and try again.');
    case 'cancelled':
      return t('Run the command again when you are ready.');
    case 'store':
      return t('Check the disk space and the permissions of the folder.');
    case 'not-found':
      return t('Check the path; a URL begins with http:// or has a port.');
    default:
      return t('Check that it is what the command expects: “leaklens {0} --help” says what.', command);
  }
}
