/**
 * Whether two addresses mean the same repository, however it is reached: `https://github.com/acme/shop`, `git@github.com:acme/shop.git`,
 * `ssh://git@github.com:22/acme/shop/`, `github.com/acme/shop`. False for text that names no host and path.
 */
export function sameRepository(a: string, b: string): boolean {
  const place = repositoryKey(a);
  return place !== null && place === repositoryKey(b);
}

/** Longer text is nobody's address. */
const maxLength = 2000;

/** Host and path, without what reaches them. Hosts of git take names in any case, as a rule. */
function repositoryKey(text: string): string | null {
  if (text.length > maxLength) return null;
  const address = text.trim().replaceAll('\\', '/');
  const [, scheme, rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(address) ?? [];
  const bare = rest.replace(/^[^/@]*@/, '');
  // Without a scheme a colon ends the host; with one it begins the port.
  const spaced = scheme === undefined ? bare.replace(/^([^/:]+):(?!\/)/, '$1/') : bare.replace(/^([^/:]+):\d+/, '$1');
  const parts = spaced.split('/').filter((part) => part !== '');
  const [host = '', ...path] = parts;
  const name = path.join('/').replace(/\.git$/i, '');
  const isLocal = scheme === 'file' || address.startsWith('/') || host.startsWith('.') || /^[a-z]:?$/i.test(host);
  return isLocal || name === '' ? null : `${host}/${name}`.toLowerCase();
}
