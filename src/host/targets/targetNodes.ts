import type { TargetState } from '../../shared/wires/lspMessages';
import type { StoredSnapshot } from '../../shared/model/snapshot';
import type { WaitingTarget } from './automaticAttempts';
import type { ConnectParams } from '../../shared/model/engineRequests';
import { addressKey, addressLabel } from '../base/serviceAddress';
import { groupedBy } from '../../shared/base/groupedBy';

/** A service in the tree: connected, waited for, or known only by its snapshots. */
export interface TargetNode {
  readonly kind: 'target';
  /** Stable over refreshes. */
  readonly key: string;
  readonly name: string;
  readonly url: string;
  readonly link:
    | { readonly type: 'live'; readonly state: TargetState }
    | { readonly type: 'waiting'; readonly waiting: WaitingTarget }
    | { readonly type: 'none' };
  /** Newest first. */
  readonly snapshots: readonly SnapshotNode[];
}

export interface SnapshotNode {
  readonly kind: 'snapshot';
  readonly snapshot: StoredSnapshot;
}

export type TreeNode = TargetNode | SnapshotNode;

/** Several replicas of one service. */
export interface ServiceNode {
  readonly kind: 'service';
  readonly key: string;
  readonly name: string;
  readonly replicas: readonly TargetNode[];
}

export type TreeRow = TreeNode | ServiceNode;

/** What the replicas of one service have in common; null for a service by itself. */
export function serviceKey({ replicaOf }: Pick<TargetState, 'replicaOf'>): string | null {
  return replicaOf === undefined ? null : `service:${replicaOf.service} ${replicaOf.address ?? ''}`;
}

/** Replicas of one service under it, where the first of them stands; what is one service by itself stays. */
export function withServices(nodes: readonly TargetNode[]): readonly (TargetNode | ServiceNode)[] {
  const keyOf = ({ link }: TargetNode) => (link.type === 'live' ? serviceKey(link.state) : null);
  const rows = new Map<string, TargetNode | ServiceNode>();
  for (const node of nodes) {
    const key = keyOf(node);
    const replicas = key === null ? [] : nodes.filter((other) => keyOf(other) === key);
    const name = node.link.type === 'live' ? (node.link.state.replicaOf?.service ?? '') : '';
    if (key === null || replicas.length < 2) rows.set(node.key, node);
    else if (!rows.has(key)) rows.set(key, { kind: 'service', key, name, replicas });
  }
  return [...rows.values()];
}

export interface TreeContents {
  readonly states: readonly TargetState[];
  readonly waiting: readonly WaitingTarget[];
  /** The services in the settings. */
  readonly configured: readonly Pick<ConnectParams, 'url' | 'name'>[];
  /** Newest first. */
  readonly snapshots: readonly StoredSnapshot[];
}

/**
 * The tree's first level: what the settings name, in their order and however it fares; then other live targets, those waited for, and
 * those that only snapshots tell of.
 */
export function buildTargetNodes({ states, waiting, configured, snapshots }: TreeContents): TargetNode[] {
  // The addresses of one name have one URL: what is connected is told from the others by more than that.
  const liveIds = new Set(states.map(({ target }) => target.id));
  const groups = groupedBy(snapshots, ({ target: { id, url } }) => (liveIds.has(id) ? idKey(id) : addressKey(url)));
  const take = (url: string) => takeKey(addressKey(url));
  const takeKey = (key: string): SnapshotNode[] => {
    const taken = groups.get(key) ?? [];
    groups.delete(key);
    return taken.map((snapshot) => ({ kind: 'snapshot', snapshot }));
  };
  const live = states.map((state): TargetNode => {
    const { id, name, url } = state.target;
    return {
      kind: 'target',
      key: id,
      name,
      url,
      link: { type: 'live', state },
      snapshots: [...takeKey(idKey(id)), ...take(url)],
    };
  });
  const awaited = waiting.map((entry): TargetNode => {
    const { url, name } = entry;
    return {
      kind: 'target',
      key: addressKey(url),
      name,
      url,
      link: { type: 'waiting', waiting: entry },
      snapshots: take(url),
    };
  });
  const services = states.flatMap(({ replicaOf }) => replicaOf?.address ?? []);
  const present = new Set([...[...live, ...awaited].map(({ url }) => url), ...services].map(addressKey));
  const idle = configured.flatMap(({ url, name = addressLabel(url) }): TargetNode[] => {
    const key = addressKey(url);
    if (present.has(key)) return [];
    present.add(key);
    return [{ kind: 'target', key, name, url, link: { type: 'none' }, snapshots: take(url) }];
  });
  const past = [...groups.values()].flatMap(([newest]): TargetNode[] => {
    if (newest === undefined) return [];
    const { id, name, url } = newest.target;
    return [{ kind: 'target', key: id, name, url, link: { type: 'none' }, snapshots: take(url) }];
  });
  const inSettings = configured.map(({ url }) => addressKey(url));
  const placeOf = ({ url }: TargetNode) => {
    const place = inSettings.indexOf(addressKey(url));
    return place < 0 ? inSettings.length : place;
  };
  const nodes = [...live, ...awaited, ...idle, ...past.sort((a, b) => a.name.localeCompare(b.name))];
  return nodes.sort((a, b) => placeOf(a) - placeOf(b));
}

/** No address looks like it. */
function idKey(targetId: string): string {
  return ` ${targetId}`;
}

/** Recognises a node among the arguments that the editor, a key binding or another extension passes to a command. */
export function asTreeNode(argument: unknown): TreeNode | null {
  if (typeof argument !== 'object' || argument === null || !('kind' in argument)) return null;
  return argument.kind === 'target' || argument.kind === 'snapshot' ? (argument as TreeNode) : null;
}

/** The node that a command is about: the one whose menu was opened, else, where there is no argument, the one selected. */
export function meantNode(argument: unknown, selected: TreeNode | null): TreeNode | null {
  return argument === undefined ? selected : asTreeNode(argument);
}
