import type { Credentials } from '../../shared/credentials';
import { hasCredentials, parseAddress } from '../serviceAddress';

/** An address without the user and the password that stood in it. */
export interface SplitAddress {
  readonly url: string;
  /** Null when there were none. */
  readonly credentials: Credentials | null;
}

/** Takes `user:password@` out of an address, so that it can be shown and written down. The rest stays as it was typed. */
export function splitCredentials(address: string): SplitAddress {
  const url = parseAddress(address);
  if (url === null || !hasCredentials(address)) return { url: address, credentials: null };
  const [, scheme = '', authority = '', rest = ''] =
    /^([a-z][a-z0-9+.-]*:\/\/)?([^/?#]*)(.*)$/is.exec(address.trim()) ?? [];
  const bare = `${scheme}${authority.slice(authority.lastIndexOf('@') + 1)}${rest}`;
  return {
    // A text whose user cannot be found where it should be is written as the parser has it.
    url: hasCredentials(bare) ? withoutUser(url) : bare,
    credentials: { kind: 'basic', user: decoded(url.username), password: decoded(url.password) },
  };
}

function withoutUser(url: URL): string {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare.href;
}

/** A password with a stray percent sign is taken as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
