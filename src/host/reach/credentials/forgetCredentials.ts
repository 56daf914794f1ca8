import { l10n } from 'vscode';
import { addressOrigin } from '../../base/serviceAddress';
import type { Keyring, SecretName } from './keyring';
import { pickSome, tell } from '../../base/prompts';

/**
 * Forgets the secrets of a service, or those that the person chooses.
 * @param argument an address, with which nothing is asked
 * @returns the origins and files whose secrets were forgotten
 */
export async function forgetCredentials(keyring: Keyring, argument: unknown): Promise<readonly string[]> {
  const names = keyring.names();
  const origin = typeof argument === 'string' ? addressOrigin(argument) : null;
  const chosen = origin === null ? await choose(names) : names.filter((name) => name.of === origin);
  for (const name of chosen) await keyring.forget(name);
  return chosen.map((name) => name.of);
}

function kindWords({ kind }: SecretName): string {
  switch (kind) {
    case 'credentials':
      return l10n.t('credentials');
    case 'passphrase':
      return l10n.t('passphrase');
    case 'cookie':
      return l10n.t('cookie');
  }
}

async function choose(names: readonly SecretName[]): Promise<readonly SecretName[]> {
  if (names.length === 0) {
    tell(l10n.t('LeakLens keeps no credentials.'));
    return [];
  }
  const items = names.map((name) => ({
    label: name.of,
    description: kindWords(name),
    picked: names.length === 1,
    name,
  }));
  const title = l10n.t('Forget Credentials');
  const placeHolder = l10n.t('They are asked for again at the next connection.');
  const picked = await pickSome(items, { title, placeHolder });
  return picked.map(({ name }) => name);
}
