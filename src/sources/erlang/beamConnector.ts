import { createHash } from 'node:crypto';
import type { RpcCommand } from '../../shared/model/target/rpcCommand';
import type { Target } from '../../shared/model/target/target';
import { readBeamAddress } from '../../shared/base/addresses/beamAddress';
import type { OpenWatchedNode, WatchedNode } from '../../shared/ports/runtime/watchedNode';
import type { BeamSource } from '../../shared/ports/sources/beamSource';
import type { TargetConnector } from '../../shared/ports/sources/profileSource';

/** A message of a node: 100,000 processes are two megabytes. */
const maxMessageBytes = 64 * 2 ** 20;

/** Nodes of Erlang's as targets that can be followed. @param open connects, where answers are to be read */
export function createBeamConnector(open: OpenWatchedNode): TargetConnector<BeamSource> {
  return {
    async connect(address, options, signal) {
      const bounded = <T extends { readonly maxBodyBytes: number }>(limits: T): T => ({
        ...limits,
        maxBodyBytes: Math.min(limits.maxBodyBytes, maxMessageBytes),
      });
      const { currentLimits } = options;
      const node = await open(
        address,
        { ...bounded(options), ...(currentLimits !== undefined && { currentLimits: () => bounded(currentLimits()) }) },
        signal,
      );
      return sourceOf(node, targetOf(readBeamAddress(address).text, options.name), options.rpc);
    },
  };
}

function sourceOf(node: WatchedNode, target: Target, command: RpcCommand | undefined): BeamSource {
  return {
    ...(command !== undefined && { command }),
    target,
    runtime: 'beam',
    node,
    dispose: () => node.dispose(),
  };
}

/** As of a service: its id is safe as a folder's name, and ends in a hash of the whole address. */
function targetOf(address: string, name: string | undefined): Target {
  const given = name?.trim().slice(0, 200) ?? '';
  const slug = address
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/-$/, '');
  const hash = createHash('sha256').update(address).digest('hex').slice(0, 10);
  return { id: `${slug}-${hash}`, name: given === '' ? address.replace(/^beam(?:\+tls)?:/i, '') : given, url: address };
}
