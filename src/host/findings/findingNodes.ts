import { confidences } from '../../shared/model/finding';
import type { FindingView, TargetFindings } from '../../shared/wires/findingView';

/**
 * Nodes of the findings tree. They name what they show and hold none of it, so that one object stands for the same row as
 * long as the row is there: the editor redraws a row only for the object it got.
 */
export type FindingNode =
  | { readonly kind: 'finding'; readonly key: string; readonly targetId: string; readonly id: string }
  | { readonly kind: 'ignoredFindings'; readonly key: string }
  | { readonly kind: 'evidence'; readonly key: string; readonly finding: FindingRef }
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
  | { readonly type: 'cure' }
  | { readonly type: 'related'; readonly index: number }
  | { readonly type: 'evidence'; readonly index: number };

/** The findings of all targets, worst first, then those that a person ignores under a node of their own. */
export function rootNodes(targets: readonly TargetFindings[]): FindingNode[] {
  const shown = worstFirst(targets, ({ ignored }) => ignored === null);
  return ignoredNodes(targets).length === 0 ? shown : [...shown, { kind: 'ignoredFindings', key: 'ignored' }];
}

export function ignoredNodes(targets: readonly TargetFindings[]): FindingNode[] {
  return worstFirst(targets, ({ ignored }) => ignored !== null);
}

function worstFirst(targets: readonly TargetFindings[], wanted: (finding: FindingView) => boolean): FindingNode[] {
  return targets
    .flatMap(({ targetId, findings }) => findings.filter(wanted).map((finding) => ({ targetId, finding })))
    .toSorted((a, b) => rankOf(a.finding) - rankOf(b.finding) || b.finding.heldBytes - a.finding.heldBytes)
    .map(({ targetId, finding: { id } }) => ({ kind: 'finding', key: `finding:${targetId}:${id}`, targetId, id }));
}

/** The surest first; then what leaked before a restart; then what somebody mended, which is good to see; explanations last. */
function rankOf({ confidence, status, stage }: FindingView): number {
  if (status === 'fixed') return confidences.length + 1;
  if (confidence === 'info') return confidences.length + 2;
  return stage.stage === 'earlier' ? confidences.length : confidences.indexOf(confidence);
}

/** What to do, where else to look, and folded what was seen, which may be long. */
export function detailNodes(targetId: string, { id, evidence, related, cure }: FindingView): FindingNode[] {
  const finding = { targetId, id };
  const ends = related.map((_place, index) => detailNode(finding, { type: 'related', index }));
  const seen: FindingNode = { kind: 'evidence', key: `evidence:${targetId}:${id}`, finding };
  return [
    ...(cure === '' ? [] : [detailNode(finding, { type: 'cure' })]),
    ...ends,
    ...(evidence.length === 0 ? [] : [seen]),
  ];
}

export function evidenceNodes(targetId: string, { id, evidence }: FindingView): FindingNode[] {
  return evidence.map((_sentence, index) => detailNode({ targetId, id }, { type: 'evidence', index }));
}

function detailNode(finding: FindingRef, detail: FindingDetail): FindingNode {
  const number = detail.type === 'cure' ? '' : `:${String(detail.index)}`;
  return {
    kind: 'findingDetail',
    key: `detail:${finding.targetId}:${finding.id}:${detail.type}${number}`,
    finding,
    detail,
  };
}

/** Recognises a node among the arguments that the editor or a key binding passes to a command. */
export function asFindingNode(argument: unknown): FindingNode | null {
  if (typeof argument !== 'object' || argument === null || !('kind' in argument)) return null;
  const kinds: readonly unknown[] = ['finding', 'ignoredFindings', 'evidence', 'findingDetail'];
  return kinds.includes(argument.kind) ? (argument as FindingNode) : null;
}

/** The finding that a node belongs to; null for a group. */
export function findingOf(node: FindingNode): FindingRef | null {
  if (node.kind === 'finding') return node;
  return node.kind === 'ignoredFindings' ? null : node.finding;
}
