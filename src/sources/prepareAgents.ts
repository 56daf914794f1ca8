import { credentialHeaders, lowerCased } from '../shared/credentials';
import type { SourceOptions } from '../shared/ports';
import { HttpAgents } from './httpAgents';
import type { TargetAddress } from './parseTargetUrl';
import { readTlsMaterial } from './tlsMaterial';

/** The connections to an address and what is sent on them. The caller disposes the agents. */
export interface PreparedAgents {
  readonly agents: HttpAgents;
  /** Names in lower case. Headers given by name win over credentials given apart, and those over credentials in the URL. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads the files that the options name. @throws LeakLensError `certificate-file` */
export async function prepareAgents(address: TargetAddress, options: SourceOptions): Promise<PreparedAgents> {
  const { credentials, headers: named = {}, proxy } = options;
  const secure = address.candidates[0].startsWith('https:');
  const tls = secure ? await readTlsMaterial(options.tls ?? {}) : undefined;
  return {
    agents: new HttpAgents({ ...(tls !== undefined && { tls }), ...(proxy !== undefined && { proxy }) }),
    headers: {
      ...address.headers,
      ...(credentials !== undefined && credentialHeaders(credentials)),
      ...lowerCased(named),
    },
  };
}
