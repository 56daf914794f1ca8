import type { TreeItem } from 'vscode';
import type { FindingView, TargetFindings } from '../../shared/wires/findingView';
import { detailItem, evidenceItem, findingItem, ignoredItem } from './findingItems';
import { detailNodes, evidenceNodes, findingOf, ignoredNodes, rootNodes, type FindingNode } from './findingNodes';

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
    if (node.kind === 'ignoredFindings') return ignoredNodes(this.targets);
    const found = this.found(node);
    if (found === null || node.kind === 'findingDetail') return [];
    const { target, finding } = found;
    return node.kind === 'finding' ? detailNodes(target.targetId, finding) : evidenceNodes(target.targetId, finding);
  }

  /** Null for a node of an earlier state that is no more. */
  item(node: FindingNode): TreeItem | null {
    if (node.kind === 'ignoredFindings') return ignoredItem(node, ignoredNodes(this.targets).length);
    const found = this.found(node);
    if (found === null) return null;
    const { target, finding } = found;
    if (node.kind === 'evidence') return evidenceItem(node);
    if (node.kind === 'findingDetail') return detailItem(node, finding, node.detail);
    return findingItem(node, finding, this.targets.length > 1 ? target.targetName : null);
  }

  private found(node: FindingNode): { readonly target: TargetFindings; readonly finding: FindingView } | null {
    const ref = findingOf(node);
    const target = this.targets.find(({ targetId }) => targetId === ref?.targetId);
    const finding = target?.findings.find(({ id }) => id === ref?.id);
    return target === undefined || finding === undefined ? null : { target, finding };
  }
}
