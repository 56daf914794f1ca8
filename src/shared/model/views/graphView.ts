import type { FrameTable, ViewHead } from './viewFrames';

/** How much of the call graph is looked at. */
export interface GraphQuery {
  /** Most nodes, labels of nodes counted among them as pprof does (`-nodecount`). */
  readonly nodeCount: number;
  /** Regular expression for what is searched; null for nothing. */
  readonly search: string | null;
}

/** What pprof draws by default, and what a person may choose instead. */
export const graphNodeCounts = [20, 40, 80, 160, 320] as const;
export const defaultGraphNodes = 80;

/** A drawing of more nodes than this shows nothing, and takes long to lay out. */
export const mostGraphNodes = 1000;

/** The call graph as `go tool pprof -dot` draws it, in columns; nodes in its order, edges heaviest first. */
export interface GraphWindow extends ViewHead {
  /** One row a node. */
  readonly frames: FrameTable;
  readonly flat: Float64Array;
  readonly cum: Float64Array;
  readonly edges: GraphEdges;
  readonly tags: GraphTags;
  /** What pruning left out. */
  readonly left: GraphLeftOut;
  /** 1 for each node that a search finds; null when nothing is searched. */
  readonly found: Uint8Array | null;
  /** Null until it is laid out. */
  readonly layout: GraphLayout | null;
}

export interface GraphEdges {
  /** Rows of the nodes. */
  readonly caller: Uint32Array;
  readonly callee: Uint32Array;
  readonly value: Float64Array;
  /** 1 when every call was inlined. */
  readonly inlined: Uint8Array;
  /** 1 where nodes that were left out lie between the two. */
  readonly residual: Uint8Array;
}

/** Values of labels, hung on the node whose samples have them: pprof's nodelets. */
export interface GraphTags {
  /** Cut, like names. */
  readonly names: readonly string[];
  /** Row of the node that the label belongs to. */
  readonly node: Uint32Array;
  /** Row of the label that it hangs on, plus one; 0 when it hangs on the node itself. */
  readonly parent: Uint32Array;
  readonly value: Float64Array;
  /** 1 where the value is also of what the node calls. */
  readonly cumulative: Uint8Array;
}

export interface GraphLeftOut {
  /** Nodes and edges that cost less than the shares below which pprof leaves them out. */
  readonly lightNodes: number;
  readonly lightEdges: number;
  /** Nodes beyond the number asked for. */
  readonly furtherNodes: number;
}

/** Where things stand, in points from the upper left corner. */
export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  /** Centres and sizes: one row a node, then one row a label. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly boxWidth: Float64Array;
  readonly boxHeight: Float64Array;
  /** One row an edge, then one row a label for the line to what it hangs on: `count + 1` offsets into `points`, in pairs of x and y. */
  readonly pointOffsets: Uint32Array;
  /** Beginning and controls of cubic Bézier curves. */
  readonly points: Float64Array;
  /** Centre of the text of each line; the same rows. */
  readonly textX: Float64Array;
  readonly textY: Float64Array;
}

/** What has to be laid out: sizes and numbers, and no text that a profile says. */
export interface GraphShape {
  /** In points; one row a box. */
  readonly boxWidth: Float64Array;
  readonly boxHeight: Float64Array;
  /** One row a line, by the rows of its boxes. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** From 1; the heavier, the straighter and shorter the line. */
  readonly weight: Uint32Array;
  /** Least ranks between the two. */
  readonly ranks: Uint8Array;
  /** Room for the text of each line, in points. */
  readonly textWidth: Float64Array;
  readonly textLines: Uint8Array;
}
