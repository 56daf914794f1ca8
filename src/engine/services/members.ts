import { printedAddress } from '../../shared/base/addresses/printedUrl';
import { readAddress } from '../../shared/base/addresses/serviceAddress';
import type { ConnectParams } from '../../shared/model/engineRequests';
import type { ReplicaOf } from '../../shared/model/replica';
import type { Surroundings } from '../../shared/ports/engine/engineApi';
import type { SourceParams } from '../sessions/sourceParams';

/** One replica, where a service is listed by something that knows who they are. */
export interface Member {
  /** The same for the same replica, and for no other. */
  readonly key: string;
  readonly params: SourceParams;
}

/** Who the replicas of a service are; another answer may come the next time. */
export interface Members {
  readonly replicaOf: Pick<ReplicaOf, 'service' | 'address'> & { readonly address: string };
  /** Whether two of them may be one process, as IPv4 and IPv6 of a machine are. */
  readonly mayBeOne: boolean;
  /** In an order that is the same the next time. @throws LeakLensError */
  list(signal: AbortSignal): Promise<readonly Member[]>;
}

/** So many are followed at once: each is asked by itself, and as often as it would be alone. */
export const mostMembers = 20;

export interface MembersParts extends Pick<Surroundings, 'hostAddresses' | 'kubernetes'> {
  readonly timeoutMillis: number;
}

/** How the replicas that are meant are found again and again; null for what is one target. */
export function membersOf(parts: MembersParts, params: ConnectParams): Members | null {
  if (params.workload !== undefined) return podsOf(parts, params, params.workload);
  return params.eachAddress === true ? addressesOf(parts, params) : null;
}

/** The addresses that the name of a service has, each asked under that name. */
function addressesOf({ hostAddresses, timeoutMillis }: MembersParts, all: ConnectParams): Members {
  const { name, service, ...named } = all;
  const params = { ...named, eachAddress: false };
  const { host, port } = readAddress(params.url).url;
  const behind = port === '' ? '' : `:${port}`;
  const { proxy } = params;
  return {
    replicaOf: { service: service ?? name ?? host, address: printedAddress(params.url) },
    mayBeOne: true,
    async list(signal) {
      const options = { timeoutMillis, ...(proxy !== undefined && { proxy }) };
      const found = await hostAddresses.of(params.url, options, signal);
      return found.map((address) => ({
        key: address,
        params: { ...params, address, name: (address.includes(':') ? `[${address}]` : address) + behind },
      }));
    },
  };
}

/** The pods of a workload that run. */
function podsOf(
  { kubernetes }: MembersParts,
  all: ConnectParams,
  { kind, name: workload, port, ...place }: NonNullable<ConnectParams['workload']>,
): Members {
  const { name, service, ...params } = all;
  return {
    replicaOf: { service: service ?? name ?? workload, address: params.url },
    mayBeOne: false,
    async list(signal) {
      const pods = await kubernetes.pods(place, signal);
      const own = pods.filter((pod) => pod.workload?.name === workload && isKind(pod.workload.kind, kind));
      const names = own.map((pod) => pod.name).sort();
      return names.map((pod) => ({
        key: pod,
        params: { ...params, pod: { ...place, pod, port }, name: `${pod}:${String(port)}` },
      }));
    },
  };
}

/** Kinds of custom resources are written in one word, and named by people as they like. */
function isKind(kind: string, wanted: string): boolean {
  return kind.toLowerCase() === wanted.toLowerCase();
}
