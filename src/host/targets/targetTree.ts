import {
  commands as editorCommands,
  EventEmitter,
  window,
  type Memento,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
} from 'vscode';
import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import { contextKeys, views } from '../base/contributionNames';
import { problemText } from '../base/problemText';
import type { SnapshotList } from './snapshotList';
import type { TargetConnections } from './targetConnections';
import { configuredTargets } from './configuredTargets';
import {
  buildTargetNodes,
  withServices,
  type ServiceNode,
  type SnapshotNode,
  type TargetNode,
  type TreeNode,
  type TreeRow,
} from './targetNodes';
import { tellWhatIsKept } from './tellWhatIsKept';
import { toTreeItem } from './treeItems';
import type { Clock } from '../../shared/ports/clock';

export interface TargetTreeOptions {
  readonly connections: TargetConnections;
  readonly snapshots: SnapshotList;
  /** Remembers whether there are snapshots, for windows that have not listed them yet. */
  readonly memento: Memento;
  readonly clock: Pick<Clock, 'now'>;
  readonly report: (thrown: unknown) => void;
  /** A person has selected a service that is connected, or one of its snapshots: the id of a target, or the key of a service of several. */
  readonly selectedService: (targetId: string) => void;
}

/** The view "Services and Snapshots". Looking at it starts the engine, which knows the snapshots. */
export class TargetTree implements TreeDataProvider<TreeRow>, Disposable {
  private readonly options: TargetTreeOptions;
  private readonly changed = new EventEmitter<undefined>();
  private readonly store = new DisposableStore();
  private readonly view: TreeView<TreeRow>;
  /** What is drawn. */
  private roots: readonly TargetNode[] = [];
  /** Selected because something of it was opened elsewhere, and not by a person. */
  private revealed: string | null = null;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(options: TargetTreeOptions) {
    this.options = options;
    this.store.add(this.changed);
    this.view = this.store.add(window.createTreeView<TreeRow>(views.targets, { treeDataProvider: this }));
    const refresh = () => {
      this.changed.fire(undefined);
    };
    this.store.add(options.connections.onDidChange(refresh));
    this.store.add(options.snapshots.onDidChange(refresh));
    this.store.add(tellWhatIsKept(options.snapshots, options.memento, options.report));
    this.store.add(
      this.view.onDidChangeSelection(({ selection }) => {
        this.noteSelection(selection);
        this.tellService(selection[0]);
      }),
    );
  }

  /** What F2, Delete and commands without an argument mean; null when nothing is selected. */
  get selected(): TreeNode | null {
    const [row] = this.view.selection;
    return row === undefined || row.kind === 'service' ? null : row;
  }

  getTreeItem(node: TreeRow): TreeItem {
    return toTreeItem(node, this.options.clock.now());
  }

  async getChildren(node?: TreeRow): Promise<TreeRow[]> {
    if (node === undefined) return [...withServices(await this.targets())];
    if (node.kind === 'service') return [...node.replicas];
    return node.kind === 'target' ? [...node.snapshots] : [];
  }

  getParent(node: TreeRow): TargetNode | ServiceNode | undefined {
    return node.kind === 'snapshot' ? this.targetOf(node) : this.serviceOf(node);
  }

  private serviceOf(node: TargetNode | ServiceNode): ServiceNode | undefined {
    const services = withServices(this.roots).filter((row) => row.kind === 'service');
    return services.find(({ replicas }) => replicas.some(({ key }) => key === node.key));
  }

  private targetOf(node: SnapshotNode): TargetNode | undefined {
    return this.roots.find(({ snapshots }) => snapshots.some(({ snapshot }) => snapshot.id === node.snapshot.id));
  }

  /** Selects a service where the view is open; the focus stays where it is. */
  async show(targetId: string): Promise<void> {
    const node = this.roots.find(({ link }) => link.type === 'live' && link.state.target.id === targetId);
    if (node === undefined || !this.view.visible) return;
    this.revealed = targetId;
    await this.view.reveal(node, { select: true, focus: false });
  }

  dispose(): void {
    this.store.dispose();
  }

  private async targets(): Promise<TargetNode[]> {
    const { connections, snapshots } = this.options;
    const stored = await snapshots.load();
    this.view.message = stored.ok ? '' : problemText(stored.problem);
    const { states, waiting } = connections;
    const configured = configuredTargets();
    this.roots = buildTargetNodes({ states, waiting, configured, snapshots: stored.ok ? stored.value : [] });
    return [...this.roots];
  }

  private tellService(node: TreeRow | undefined): void {
    const service = node?.kind === 'snapshot' ? this.targetOf(node) : node;
    if (service?.kind === 'service') {
      this.options.selectedService(service.key);
      return;
    }
    if (service?.link.type !== 'live') return;
    const { id } = service.link.state.target;
    if (id !== this.revealed) this.options.selectedService(id);
    this.revealed = null;
  }

  private noteSelection(selection: readonly TreeRow[]): void {
    const isSnapshot = (node: TreeRow): node is SnapshotNode => node.kind === 'snapshot';
    editorCommands
      .executeCommand('setContext', contextKeys.snapshotSelected, selection.some(isSnapshot))
      .then(undefined, this.options.report);
  }
}
