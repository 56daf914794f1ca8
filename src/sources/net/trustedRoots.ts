import * as tls from 'node:tls';

let roots: readonly string[] | undefined;

/**
 * PEM certificates of the authorities that Node and this machine trust, NODE_EXTRA_CA_CERTS included. Read once: reading a
 * system's store takes tens of milliseconds.
 */
export function trustedRoots(): readonly string[] {
  roots ??= [...new Set([...certificates('default'), ...certificates('system')])];
  return roots;
}

function certificates(store: 'default' | 'system'): readonly string[] {
  try {
    return tls.getCACertificates(store);
  } catch {
    // Node before 22.15 has no such function, and a runtime may lack a reader of this system's store.
    return store === 'default' ? tls.rootCertificates : [];
  }
}
