import { l10n, type Uri } from 'vscode';
import { profileUri, type LiveAddress } from '../profileAddress';

/** @param base name of what it is compared with */
export function liveUri(address: LiveAddress, base: string | null = null): Uri {
  const name = l10n.t('{0} (live)', address.name);
  return profileUri(address, base === null ? name : `${base} → ${name}`);
}
