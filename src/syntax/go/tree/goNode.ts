/**
 * A syntax tree in plain objects. The parser's own trees live in WebAssembly memory and cost a call per question; they are
 * copied once and freed at once. Only named nodes are kept, and operators.
 */
export class GoNode {
  readonly children: GoNode[] = [];
  readonly type: string;
  /** The grammar's name of the role in the parent: `left`, `body`. Empty when it has none. */
  readonly field: string;
  /** Offsets in UTF-16 units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly parent: GoNode | null;
  readonly file: GoFile;

  constructor(file: GoFile, parent: GoNode | null, about: Pick<GoNode, 'type' | 'field' | 'start' | 'end'>) {
    this.file = file;
    this.parent = parent;
    this.type = about.type;
    this.field = about.field;
    this.start = about.start;
    this.end = about.end;
  }
}

export class GoFile {
  /** As asked for: absolute, forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Offset at which each line begins. */
  readonly lineStarts: readonly number[];
  /** 0-based lines on which a comment begins. */
  readonly commentRows = new Set<number>();
  /** Nodes held, for the limit on memory. */
  nodes = 0;
  /** The parser had to guess somewhere: absence then proves nothing, and no edit is certain. */
  damaged = false;
  private tree: GoNode | null = null;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
    this.lineStarts = lineStartsOf(text);
  }

  get root(): GoNode {
    if (this.tree === null) throw new Error('the file has no tree yet');
    return this.tree;
  }

  plant(root: GoNode): void {
    this.tree = root;
  }

  /** 0-based line of an offset. */
  row(offset: number): number {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** UTF-16 column of an offset, 0-based. */
  column(offset: number): number {
    return offset - (this.lineStarts[this.row(offset)] ?? 0);
  }
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

export function textOf(node: GoNode): string {
  return node.file.text.slice(node.start, node.end);
}

/** 1-based. */
export function lineOf(node: GoNode): number {
  return node.file.row(node.start) + 1;
}

/** 1-based line of the last character. */
export function lastLineOf(node: GoNode): number {
  return node.file.row(Math.max(node.start, node.end - 1)) + 1;
}

export function childOf(node: GoNode, field: string): GoNode | null {
  return node.children.find((child) => child.field === field) ?? null;
}

export function childrenOf(node: GoNode, field: string): GoNode[] {
  return node.children.filter((child) => child.field === field);
}

export function ofType(node: GoNode, type: string): GoNode | null {
  return node.children.find((child) => child.type === type) ?? null;
}

/** Visits the node and what is below it in source order; `false` from `visit` leaves out what is below. */
export function walk(node: GoNode, visit: (node: GoNode) => boolean | undefined): void {
  if (visit(node) === false) return;
  for (const child of node.children) walk(child, visit);
}

/** Every node of these types below, the node itself included, in source order. */
export function findAll(node: GoNode, ...types: readonly string[]): GoNode[] {
  const found: GoNode[] = [];
  walk(node, (each) => {
    if (types.includes(each.type)) found.push(each);
    return undefined;
  });
  return found;
}

/** The nearest node above (not the node itself) of one of these types. */
export function above(node: GoNode, ...types: readonly string[]): GoNode | null {
  for (let at = node.parent; at !== null; at = at.parent) if (types.includes(at.type)) return at;
  return null;
}

export function contains(outer: GoNode, inner: GoNode): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}

/** The expression inside parentheses. */
export function bare(node: GoNode): GoNode {
  let at = node;
  while (at.type === 'parenthesized_expression' || at.type === 'literal_element') {
    const inner = at.children[0];
    if (inner === undefined) break;
    at = inner;
  }
  return at;
}

/** The expressions of `a, b`, or the expression itself. */
export function listOf(node: GoNode | null): readonly GoNode[] {
  if (node === null) return [];
  return node.type === 'expression_list' ? node.children : [node];
}

const maxShownLength = 200;

/** Source text on one line, shortened. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > maxShownLength ? `${line.slice(0, maxShownLength - 1)}…` : line;
}

export const functionTypes = ['function_declaration', 'method_declaration', 'func_literal'] as const;

/** True when the node or something below it that runs with it is as asked. */
export function someOwn(node: GoNode, is: (node: GoNode) => boolean): boolean {
  if (is(node)) return true;
  return node.children.some((child) => child.type !== 'func_literal' && someOwn(child, is));
}

/** Visits a function's own statements: what a function literal inside holds runs at another time. */
export function walkOwn(node: GoNode, visit: (node: GoNode) => boolean | undefined): void {
  walk(node, (each) => (each !== node && each.type === 'func_literal' ? false : visit(each)));
}
