import { t } from '@vscode/l10n';
import type { Credentials } from '../../shared/model/target/credentials';
import type { ClientCertificate, TlsOptions } from '../../shared/model/target/tlsOptions';
import type { OptionSpec, ProfileRun } from './command';
import { UsageError } from '../base/usageError';

/** Secrets come from files and variables: a command line is seen by every process and kept in histories. */
const variables = {
  token: 'LEAKLENS_TOKEN',
  password: 'LEAKLENS_PASSWORD',
  passphrase: 'LEAKLENS_PASSPHRASE',
} as const;

/** Options about who asks, and whom to trust. */
export function identityOptions(): readonly OptionSpec[] {
  return [
    {
      name: 'bearer-token-file',
      value: 'FILE',
      summary: t('file that holds a Bearer token (else {0})', variables.token),
    },
    { name: 'user', value: 'NAME', summary: t('user name; the password is read from {0}', variables.password) },
    { name: 'ca', value: 'FILE', summary: t('certificates (PEM) to trust besides those of this machine') },
    { name: 'cert', value: 'FILE', summary: t('your certificate (PEM, or PKCS#12: .pfx, .p12)') },
    {
      name: 'key',
      value: 'FILE',
      summary: t('its private key; the passphrase is read from {0}', variables.passphrase),
    },
    { name: 'insecure', value: null, summary: t('accept any certificate, and with it whoever is in between') },
  ];
}

/** What was named on the command line, else the token of the environment. @throws UsageError, LeakLensError */
export async function credentialsOf({
  line,
  parts,
  terminal: { environment },
}: Pick<ProfileRun, 'line' | 'parts' | 'terminal'>): Promise<Credentials | null> {
  const file = line.option('bearer-token-file');
  const user = line.option('user');
  if (file !== null && user !== null) throw new UsageError(t('Give --bearer-token-file or --user, not both.'));
  if (file !== null) return { kind: 'bearer', token: await parts.readSecret(file) };
  if (user !== null) {
    const password = environment[variables.password];
    if (password === undefined) throw new UsageError(t('--user needs its password in {0}.', variables.password));
    return { kind: 'basic', user, password };
  }
  const token = environment[variables.token]?.trim() ?? '';
  return token === '' ? null : { kind: 'bearer', token };
}

/** Null when nothing was said of certificates. @throws UsageError */
export function tlsOf({ line, terminal: { environment } }: Pick<ProfileRun, 'line' | 'terminal'>): TlsOptions | null {
  const certificateAuthorityFile = line.option('ca');
  const certificate = line.option('cert');
  const keyFile = line.option('key');
  if (keyFile !== null && certificate === null) throw new UsageError(t('--key needs --cert.'));
  const passphrase = environment[variables.passphrase];
  const clientCertificate =
    certificate === null ? null : clientOf(certificate, keyFile, passphrase === '' ? undefined : passphrase);
  const insecure = line.has('insecure');
  if (certificateAuthorityFile === null && clientCertificate === null && !insecure) return null;
  return {
    ...(certificateAuthorityFile !== null && { certificateAuthorityFile }),
    ...(clientCertificate !== null && { clientCertificate }),
    ...(insecure && { insecure }),
  };
}

function clientOf(certificate: string, keyFile: string | null, passphrase: string | undefined): ClientCertificate {
  const secret = passphrase === undefined ? {} : { passphrase };
  if (!/\.(?:pfx|p12)$/i.test(certificate)) {
    return { kind: 'pem', certificateFile: certificate, ...(keyFile !== null && { keyFile }), ...secret };
  }
  if (keyFile !== null) throw new UsageError(t('--key is not needed: {0} holds the key.', certificate));
  return { kind: 'pfx', file: certificate, ...secret };
}
