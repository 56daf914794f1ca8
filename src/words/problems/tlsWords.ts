import { t } from '@vscode/l10n';
import type { Problem } from '../../shared/model/errors';

/** Why there is no secure connection, in one sentence. */
export function tlsMessage({ subject, detail, tls = 'handshake' }: Problem): string {
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
    case 'no-tls':
      return t('{0} was asked over TLS, and what answers is no TLS.', subject);
    case 'handshake':
      return t('No secure connection to {0}: {1}.', subject, detail);
  }
}

/** What to do about it, in one sentence; null where a file or a name has to be given, which editors and terminals take in their own ways. */
export function tlsStep({ tls = 'handshake' }: Problem): string | null {
  switch (tls) {
    case 'expired':
      return t('Renew the certificate of the service.');
    case 'not-yet-valid':
      return t('Check the clocks of this machine and of the service.');
    case 'client-certificate-rejected':
      return t('Check which authority has to issue the client certificate, and whether it has expired.');
    case 'no-tls':
      return t('Use http:// if this port serves no TLS, or check the port.');
    case 'handshake':
      return t('Check that the service serves TLS at this port, or use http if it does not.');
    default:
      return null;
  }
}
