import { t } from '@vscode/l10n';
import type { Problem } from '../../shared/model/errors';

/** The service's own reason stands behind: it knows best. */
export function accessMessage({ kind, subject, reason = '', realm, hadCredentials = false }: Problem): string {
  const why = reason.replace(/[.\s]+$/, '');
  const said = refusedWords({ kind, subject, realm, hadCredentials });
  return why === '' ? said : t('{0} It says: {1}.', said, why);
}

function refusedWords({
  kind,
  subject,
  realm,
  hadCredentials,
}: {
  readonly kind: Problem['kind'];
  readonly subject: string;
  readonly realm: string | undefined;
  readonly hadCredentials: boolean;
}): string {
  if (kind === 'forbidden') {
    return hadCredentials
      ? t('{0} refuses access with these credentials (403).', subject)
      : t('{0} refuses access (403).', subject);
  }
  if (hadCredentials) {
    return realm === undefined
      ? t('{0} does not accept these credentials (401).', subject)
      : t('{0} does not accept these credentials for “{1}” (401).', subject, realm);
  }
  return realm === undefined
    ? t('{0} asks for credentials (401).', subject)
    : t('{0} asks for credentials for “{1}” (401).', subject, realm);
}
