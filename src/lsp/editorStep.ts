import { t } from '@vscode/l10n';
import type { Problem } from '../shared/model/errors';
import { ignoreFileName } from '../shared/base/ignoreRules';

/** What to do next in an editor, with the names of its settings and views; null where a terminal would say the same. */
export function editorStep(problem: Problem): string | null {
  const { subject, limit } = problem;
  switch (problem.kind) {
    case 'bad-url':
      return t('Enter a URL such as http://localhost:6060, or just the port.');
    case 'timeout':
      return limit === undefined
        ? null
        : t('Check that the service is not stopped in a debugger, or raise “leaklens.request.timeoutSeconds”.');
    case 'tls':
      return tlsStep(problem);
    case 'unauthorized':
      return t('Connect again and give a token, a user name and a password, or a header such as X-Api-Key.');
    case 'forbidden':
      return t(
        'Connect again with what may read pprof: a token, a user name and a password, or a header such as X-Api-Key.',
      );
    case 'too-large':
      return limit === undefined || !(isUrl(subject) || isSnapshotFile(subject))
        ? null
        : t('Raise “leaklens.request.maximumResponseMegabytes” if the size is right.');
    case 'proxy':
      return problem.status === 407
        ? t('Give the credentials in “http.proxy” or “http.proxyAuthorization”.')
        : t('Check “http.proxy” and “http.noProxy” in the settings, or the variables that name the proxy.');
    case 'certificate-file':
      return problem.passphrase === undefined
        ? t('Check the path in “leaklens.targets” and whether the file can be read.')
        : t('Connect again and give the passphrase.');
    case 'unreadable':
      return unreadableStep(subject);
    case 'store':
      return t('Check the disk space and the permissions of the folder.');
    case 'not-found':
      return subject === ignoreFileName
        ? t('Open the folder that holds the source of the service.')
        : t('It may be gone since the view was drawn: refresh the view, or connect again.');
    default:
      return null;
  }
}

function tlsStep({ tls }: Problem): string | null {
  switch (tls) {
    case 'unknown-authority':
    case 'self-signed':
      return t(
        'Name the file of its authority as “tls.certificateAuthorityFile” of the service in “leaklens.targets”.',
      );
    case 'hostname-mismatch':
      return t('Use a host name that the certificate names, or give it as “tls.serverName” in “leaklens.targets”.');
    case 'client-certificate-required':
      return t('Name your certificate as “tls.clientCertificateFile” or “tls.pfxFile” in “leaklens.targets”.');
    default:
      return null;
  }
}

/** What the engine reads: answers of services, the ignore file, and snapshots. */
function unreadableStep(subject: string): string {
  if (isUrl(subject)) return t('Open the address in a browser to see what it serves.');
  if (subject.endsWith(ignoreFileName)) return t('Correct the file, or remove it.');
  return t('Capture a new snapshot: this one is damaged.');
}

/** What was captured was within the setting then. */
function isSnapshotFile(subject: string): boolean {
  return /^(heap|goroutine)\.(pb\.gz|txt)$/.test(subject);
}

function isUrl(subject: string): boolean {
  return /^(https?|unix):/.test(subject);
}
