// Replicas of one service: five gateways with a load, of which one leaks.
import { startService } from '../../support/go/goService.ts';
import type { RunningService } from '../../support/serving/runningService.ts';

/** One of them, as LeakLens is told of it. */
export interface FleetReplica {
  readonly name: string;
  readonly url: string;
}

/** What they are called, in the order in which they are listed. */
const names = ['gateway-a', 'gateway-b', 'gateway-c', 'gateway-d', 'gateway-e'] as const;

const leaking = 'gateway-b';

/** From this one on they run another build of the same source, as in the middle of a deployment. */
const firstOfOtherBuild = 3;

export interface Fleet {
  readonly replicas: readonly (FleetReplica & { readonly service: RunningService })[];
  readonly leaking: FleetReplica & { readonly service: RunningService };
}

/** @param rate devices that connect and disconnect per second, at each. Ends with whoever started it. */
export async function startFleet(rate: string): Promise<Fleet> {
  const replicas = [];
  for (const [at, name] of names.entries()) {
    const args = ['-rate', rate, ...(name === leaking ? ['-leak'] : [])];
    const service = await startService('gateway', { args, trimpath: at >= firstOfOtherBuild });
    replicas.push({ name, url: service.url, service });
  }
  const found = replicas.find(({ name }) => name === leaking);
  if (found === undefined) throw new Error('no replica leaks');
  return { replicas, leaking: found };
}
