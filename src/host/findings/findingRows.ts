import type { TreeItem } from 'vscode';
import type { FindingView, TargetFindings } from '../../shared/wires/findingView';
import { detailItem, findingItem, findingTargetItem, ignoredItem } from './findingItems';
import { detailNodes, findingOf, ignoredNodes, nodesOfTarget, rootNodes, type FindingNode } from './findingNodes';

/** The rows of the findings tree for one state of the findings. */
export class FindingRows {
  readonly targets: readonly TargetFindings[];

  constructor(targets: readonly TargetFindings[]) {
    this.targets = targets;
  }

  get isEmpty(): boolean {
    return this.targets.every(({ findings }) => findings.length === 0);
  }

  children(node: FindingNode | undefined): FindingNode[] {
    if (node === undefined) return rootNodes(this.targets);
    const target = this.targetOf(node);
    if (target === undefined) return [];
    if (node.kind === 'findingTarget') return nodesOfTarget(target);
    if (node.kind === 'ignoredFindings') return ignoredNodes(target);
    const finding = node.kind === 'finding' ? findingIn(target, node) : undefined;
    return finding === undefined ? [] : detailNodes(target.targetId, finding);
  }

  /** Null for a node of an earlier state that is no more. */
  item(node: FindingNode): TreeItem | null {
    const target = this.targetOf(node);
    if (target === undefined) return null;
    if (node.kind === 'findingTarget') return findingTargetItem(node, target);
    if (node.kind === 'ignoredFindings') return ignoredItem(node, ignoredNodes(target).length);
    const finding = findingIn(target, node);
    if (finding === undefined) return null;
    return node.kind === 'finding' ? findingItem(node, finding) : detailItem(node, finding, node.detail);
  }

  private targetOf(node: FindingNode): TargetFindings | undefined {
    const targetId = node.kind === 'findingDetail' ? node.finding.targetId : node.targetId;
    return this.targets.find((target) => target.targetId === targetId);
  }
}

function findingIn(target: TargetFindings, node: FindingNode): FindingView | undefined {
  const id = findingOf(node)?.id;
  return target.findings.find((finding) => finding.id === id);
}
