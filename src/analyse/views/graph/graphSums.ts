import { TripleInterner } from '../../reports/samples/tripleInterner';
import { noTags, type CallGraph, type GraphEdge, type GraphNode, type GraphTag, type NodeTags } from './callGraph';
import type { TagNames } from './sampleTags';

interface Call {
  readonly residual: boolean;
  readonly inlined: boolean;
}

/** What samples add up to, by node, by edge and by label of a node. */
export class GraphSums {
  private readonly names: TagNames;
  private readonly flats: Float64Array;
  private readonly cums: Float64Array;
  /** Number of the walk that met a node last. */
  private readonly met: Uint32Array;
  /** Caller and callee of each edge. */
  private readonly ends = new TripleInterner();
  private readonly edges: { weight: number; walk: number; residual: boolean; inlined: boolean }[] = [];
  /** Node, text and number of each label. */
  private readonly labels = new TripleInterner();
  private readonly tags: { flat: number; cum: number }[] = [];
  private walk = 0;
  private weight = 0;
  private text = 0;
  private numbers: readonly number[] = [];

  constructor(nodeCount: number, names: TagNames) {
    this.names = names;
    this.flats = new Float64Array(nodeCount);
    this.cums = new Float64Array(nodeCount);
    this.met = new Uint32Array(nodeCount);
  }

  /** The next sample. */
  begin(weight: number, text: number, numbers: readonly number[]): void {
    this.walk += 1;
    this.weight = weight;
    this.text = text;
    this.numbers = numbers;
  }

  /** A node on its stack. */
  meet(node: number): void {
    if (this.met[node] === this.walk) return;
    this.met[node] = this.walk;
    this.cums[node] = (this.cums[node] ?? 0) + this.weight;
    this.label(node, 'cum');
  }

  /** The innermost node of its stack. */
  end(node: number): void {
    this.flats[node] = (this.flats[node] ?? 0) + this.weight;
    this.label(node, 'flat');
  }

  call(caller: number, callee: number, { residual, inlined }: Call): void {
    const at = this.ends.intern(caller, callee, 0);
    const edge = (this.edges[at] ??= { weight: 0, walk: 0, residual: false, inlined: true });
    if (edge.walk === this.walk) return;
    edge.walk = this.walk;
    edge.weight += this.weight;
    edge.residual ||= residual;
    edge.inlined &&= inlined;
  }

  /** @param nameOf of a node in the report's table, as pprof prints it */
  graph(nameOf: (frame: number) => string): CallGraph {
    const tags = this.tagsByNode();
    const known = new Map<number, GraphNode>();
    const node = (frame: number): GraphNode => {
      const made = known.get(frame) ?? {
        frame,
        name: nameOf(frame),
        flat: this.flats[frame] ?? 0,
        cum: this.cums[frame] ?? 0,
        in: new Set<GraphEdge>(),
        out: new Set<GraphEdge>(),
        tags: tags.get(frame) ?? noTags,
      };
      known.set(frame, made);
      return made;
    };
    const nodes: GraphNode[] = [];
    for (const [frame, cum] of this.cums.entries()) if (cum !== 0 || this.flats[frame] !== 0) nodes.push(node(frame));
    for (const [at, { weight, residual, inlined }] of this.edges.entries()) {
      const caller = node(this.ends.first[at] ?? 0);
      const callee = node(this.ends.second[at] ?? 0);
      const edge: GraphEdge = { caller, callee, weight, residual, inlined };
      caller.out.add(edge);
      callee.in.add(edge);
    }
    return { nodes };
  }

  private label(node: number, sum: 'flat' | 'cum'): void {
    if (this.text !== 0) this.add(node, 0, sum);
    for (const number of this.numbers) this.add(node, number, sum);
  }

  private add(node: number, number: number, sum: 'flat' | 'cum'): void {
    const at = this.labels.intern(node, this.text, number);
    const tag = (this.tags[at] ??= { flat: 0, cum: 0 });
    tag[sum] += this.weight;
  }

  private tagsByNode(): ReadonlyMap<number, NodeTags> {
    const byNode = new Map<number, NodeTagSums>();
    for (const [at, sums] of this.tags.entries()) {
      const node = this.labels.first[at] ?? 0;
      const text = this.names.texts[this.labels.second[at] ?? 0] ?? '';
      const number = this.labels.third[at] ?? 0;
      const of = byNode.get(node) ?? new NodeTagSums();
      byNode.set(node, of);
      if (number === 0) of.texts.push({ name: text, value: 0, unit: '', ...sums });
      else of.addNumber(text, { ...(this.names.numbers[number] ?? noNumber), ...sums });
    }
    return byNode;
  }
}

const noNumber = { name: '', value: 0, unit: '' };

class NodeTagSums implements NodeTags {
  readonly texts: GraphTag[] = [];
  readonly numbers = new Map<string, Map<string, GraphTag>>();

  /** Numbers that read alike are one label, which has the first one's value. */
  addNumber(text: string, tag: GraphTag): void {
    const tags = this.numbers.get(text) ?? new Map<string, GraphTag>();
    this.numbers.set(text, tags);
    const known = tags.get(tag.name);
    tags.set(tag.name, known === undefined ? tag : { ...known, flat: known.flat + tag.flat, cum: known.cum + tag.cum });
  }
}
