import { credentialHeaders, lowerCased } from '../../shared/model/target/credentials';
import type { SourceOptions } from '../../shared/ports/sources/profileSource';
import { HttpAgents } from '../net/httpAgents';
import type { TargetAddress } from './parseTargetUrl';
import { readTlsMaterial } from '../net/tlsMaterial';

/**
 * The connections to the origin of an address, and what is sent on them. Headers given by name win over credentials given
 * apart, and those over credentials in the URL. Reads the files that the options name; the caller disposes the agents.
 * @throws LeakLensError `certificate-file`
 */
export async function prepareAgents(address: TargetAddress, options: SourceOptions): Promise<HttpAgents> {
  const { origin } = address;
  const { credentials, headers: named = {}, proxy, address: at } = options;
  const tls = origin.startsWith('https:') ? await readTlsMaterial(options.tls ?? {}) : undefined;
  const passphrase = options.tls?.clientCertificate?.passphrase;
  return new HttpAgents({
    origin,
    headers: {
      ...address.headers,
      ...(credentials !== undefined && credentialHeaders(credentials)),
      ...lowerCased(named),
    },
    secrets: [...address.secrets, ...(passphrase === undefined ? [] : [passphrase])],
    ...(tls !== undefined && { tls }),
    ...(proxy !== undefined && { proxy }),
    ...(at !== undefined && { address: at }),
  });
}
