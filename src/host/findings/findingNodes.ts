import type { FindingView, TargetFindings } from '../../shared/wires/findingView';

/**
 * Nodes of the findings tree. They name what they show and hold none of it, so that one object stands for the same row as
 * long as the row is there: the editor redraws a row only for the object it got.
 */
export type FindingNode =
  | { readonly kind: 'findingTarget'; readonly key: string; readonly targetId: string }
  | { readonly kind: 'finding'; readonly key: string; readonly targetId: string; readonly id: string }
  | { readonly kind: 'ignoredFindings'; readonly key: string; readonly targetId: string }
  | {
      readonly kind: 'findingDetail';
      readonly key: string;
      readonly finding: FindingRef;
      readonly detail: FindingDetail;
    };

/** A finding of a target. */
export interface FindingRef {
  readonly targetId: string;
  readonly id: string;
}

/** A line below a finding. `index` counts within its type. */
export type FindingDetail =
  | { readonly type: 'evidence'; readonly index: number }
  | { readonly type: 'related'; readonly index: number }
  | { readonly type: 'advice' };

/** First level: the findings themselves, or one node a target where there are several. */
export function rootNodes(targets: readonly TargetFindings[]): FindingNode[] {
  const [only] = targets;
  if (only !== undefined && targets.length === 1) return nodesOfTarget(only);
  // Without a single finding the view says so in words instead.
  if (targets.every(({ findings }) => findings.length === 0)) return [];
  return targets.map(({ targetId }) => ({ kind: 'findingTarget', key: `target:${targetId}`, targetId }));
}

/** The findings of a target as sent, then those that a person ignores, under a node of their own. */
export function nodesOfTarget({ targetId, findings }: TargetFindings): FindingNode[] {
  const shown = findings.filter(({ ignored }) => ignored === null).map((finding) => findingNode(targetId, finding));
  if (shown.length === findings.length) return shown;
  return [...shown, { kind: 'ignoredFindings', key: `ignored:${targetId}`, targetId }];
}

export function ignoredNodes({ targetId, findings }: TargetFindings): FindingNode[] {
  return findings.filter(({ ignored }) => ignored !== null).map((finding) => findingNode(targetId, finding));
}

function findingNode(targetId: string, { id }: FindingView): FindingNode {
  return { kind: 'finding', key: `finding:${targetId}:${id}`, targetId, id };
}

/** What to do, what was seen, where else to look. The evidence may be long, so advice below it would not be found. */
export function detailNodes(targetId: string, { id, evidence, related, advice }: FindingView): FindingNode[] {
  const details: readonly FindingDetail[] = [
    ...(advice === '' ? [] : [{ type: 'advice' } as const]),
    ...evidence.map((_sentence, index) => ({ type: 'evidence', index }) as const),
    ...related.map((_place, index) => ({ type: 'related', index }) as const),
  ];
  return details.map((detail) => {
    const number = detail.type === 'advice' ? '' : `:${String(detail.index)}`;
    const key = `detail:${targetId}:${id}:${detail.type}${number}`;
    return { kind: 'findingDetail', key, finding: { targetId, id }, detail };
  });
}

/** Recognises a node among the arguments that the editor or a key binding passes to a command. */
export function asFindingNode(argument: unknown): FindingNode | null {
  if (typeof argument !== 'object' || argument === null || !('kind' in argument)) return null;
  const kinds: readonly unknown[] = ['findingTarget', 'finding', 'ignoredFindings', 'findingDetail'];
  return kinds.includes(argument.kind) ? (argument as FindingNode) : null;
}

/** The finding that a node belongs to; null for a group. */
export function findingOf(node: FindingNode): FindingRef | null {
  if (node.kind === 'finding') return node;
  return node.kind === 'findingDetail' ? node.finding : null;
}
