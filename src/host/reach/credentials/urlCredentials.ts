import type { Credentials } from '../../../shared/model/target/credentials';
import { archiveWithoutCredentials } from '../../../shared/base/addresses/archiveAddress';
import { parseBeamAddress } from '../../../shared/base/addresses/beamAddress';
import { parseAddress } from '../../../shared/base/addresses/serviceAddress';

/** An address without the user and the password that stood in it. */
export interface SplitAddress {
  readonly url: string;
  /** Null when there were none. */
  readonly credentials: Credentials | null;
}

/**
 * Takes `user:password@` out of an address, and the query and the fragment, which may hold secrets and are never asked, so that
 * it can be shown and written down. The rest stays as it was typed.
 */
export function splitCredentials(address: string): SplitAddress {
  const archive = archiveWithoutCredentials(address);
  // The query of an archive's address names labels, and is asked.
  if (archive !== null) return { url: archive.url, credentials: splitCredentials(archive.typedBase).credentials };
  // What stands before the @ is the name of a node.
  const known = parseBeamAddress(address) === null ? parseAddress(address) : null;
  if (known === null) return { url: address, credentials: null };
  const { url, user, password } = known;
  const [, scheme = '', authority = '', path = ''] =
    /^([a-z][a-z0-9+.-]*:\/\/)?([^/\\?#]*)([^?#]*)/is.exec(address.trim()) ?? [];
  const isSocket = url.protocol === 'unix:';
  const bare = isSocket ? address.replace(/[?#].*$/s, '') : `${scheme}${authority.replace(/^.*@/s, '')}${path}`;
  const credentials: Credentials | null = user === '' && password === '' ? null : { kind: 'basic', user, password };
  if (credentials === null && !/[?#]/.test(address)) return { url: address, credentials };
  // A text that is not understood as the same service is written as the parser has it.
  const again = parseAddress(bare);
  const isSame = again?.origin === known.origin && again.path === known.path && again.user + again.password === '';
  return { url: isSame ? bare : known.origin + known.path, credentials };
}
