import { EventEmitter, l10n, TreeItem, window, type TreeDataProvider, type TreeView } from 'vscode';
import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import { labelText } from '../../shared/base/said/plainText';
import type { Clock } from '../../shared/ports/clock';
import type { TargetState } from '../../shared/wires/lspMessages';
import { setContext } from '../base/contextKeys';
import { contextKeys, views } from '../base/contributionNames';
import { changeOf } from './findingChange';
import { describeBaselines, leakCountText } from './findingItems';
import type { FindingList } from './findingList';
import { findingOf, type FindingNode } from './findingNodes';
import { FindingRows } from './findingRows';
import { findingTooltip } from './findingTooltip';
import type { TargetConnections } from '../targets/targetConnections';
import { describeClock } from '../targets/targetWords';

export interface FindingTreeOptions {
  readonly list: FindingList;
  readonly connections: Pick<TargetConnections, 'states' | 'onDidChange'>;
  readonly clock: Clock;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}

/** Drawing closes the tooltip that somebody reads, so numbers wait this long after it was opened. */
const readingMillis = 30_000;

/** The view "Findings". Looking at it does not start the engine: findings come from connected targets. */
export class FindingTree implements TreeDataProvider<FindingNode>, Disposable {
  private readonly options: FindingTreeOptions;
  private readonly changed = new EventEmitter<undefined>();
  private readonly store = new DisposableStore();
  private readonly view: TreeView<FindingNode>;
  /** What is drawn, which may be a little older than what the engine said. */
  private rows = new FindingRows([]);
  private nextDrawing: Disposable | null = null;
  /** ms since 1970. */
  private tooltipOpenedMillis = -Infinity;
  private drawnMillis = 0;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(options: FindingTreeOptions) {
    this.options = options;
    const { list, connections, report } = options;
    this.store.add(this.changed);
    this.view = this.store.add(window.createTreeView<FindingNode>(views.findings, { treeDataProvider: this }));
    this.store.add(list.onDidChange(() => this.follow()));
    this.store.add(connections.onDidChange(() => this.sayWhyEmpty()));
    const noteSelection = () => setContext(contextKeys.findingSelected, this.selected !== null, report);
    this.store.add(this.view.onDidChangeSelection(noteSelection));
  }

  /** What keys pressed in the tree mean; null when no finding is selected. */
  get selected(): FindingNode | null {
    const [node] = this.view.selection;
    return node === undefined || findingOf(node) === null ? null : node;
  }

  getChildren(node?: FindingNode): FindingNode[] {
    return this.rows.children(node);
  }

  getTreeItem(node: FindingNode): TreeItem {
    return this.rows.item(node) ?? new TreeItem('');
  }

  /** Called when the mouse rests on a row: the tooltip tells the newest. */
  resolveTreeItem(item: TreeItem, node: FindingNode): TreeItem {
    const found = node.kind === 'finding' ? this.options.list.find(node.id, node.targetId) : null;
    if (found !== null) item.tooltip = findingTooltip(found.finding);
    this.tooltipOpenedMillis = this.options.clock.now();
    return item;
  }

  dispose(): void {
    this.nextDrawing?.dispose();
    this.store.dispose();
  }

  private follow(): void {
    const change = changeOf(this.rows.targets, this.options.list.targets);
    if (change === 'verdicts') this.draw();
    if (change === 'numbers') this.drawNumbers();
  }

  /** With each round, so that all views say the same; what somebody reads stays, and says of when it is. */
  private drawNumbers(): void {
    const { clock } = this.options;
    const readMillis = clock.now() - this.tooltipOpenedMillis;
    if (readMillis >= readingMillis) {
      this.draw();
      return;
    }
    this.view.description = l10n.t('as of {0}', describeClock(this.drawnMillis));
    this.nextDrawing ??= clock.after(readingMillis - readMillis, () => this.draw());
  }

  private draw(): void {
    this.nextDrawing?.dispose();
    this.nextDrawing = null;
    const { targets, leakCount } = this.options.list;
    this.rows = new FindingRows(targets);
    this.drawnMillis = this.options.clock.now();
    this.view.description = describeBaselines(targets);
    this.view.badge = leakCount === 0 ? undefined : { value: leakCount, tooltip: leakCountText(leakCount) };
    this.sayWhyEmpty();
    this.changed.fire(undefined);
  }

  /** Without findings a person wants to know whether that means anything yet. Without targets the welcome text speaks. */
  private sayWhyEmpty(): void {
    const { states } = this.options.connections;
    const message = this.rows.isEmpty ? quietWords(states) : '';
    if (message !== (this.view.message ?? '')) this.view.message = message;
  }
}

/** How it stands with each service, by name where there are several. */
function quietWords(states: readonly TargetState[]): string {
  const [only] = states;
  if (only !== undefined && states.length === 1) return only.conditionText.sentence;
  return states.map(({ target, conditionText }) => `${labelText(target.name)}: ${conditionText.sentence}`).join(' ');
}
