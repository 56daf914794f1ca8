import { withoutTypeArguments } from '../shared/base/withoutTypeArguments';
import { childOf, lastLineOf, lineOf, textOf } from './goNode';
import type { GoFile, GoNode } from './goNode';

/** Lines of the `func` keyword and of the closing brace, 1-based. */
export interface FunctionLines {
  readonly first: number;
  readonly last: number;
}

interface Segment {
  readonly name: string;
  /** `(*T)`: certainly a receiver. */
  readonly receiver: boolean;
}

/** Parts of a symbol name that the compiler makes up: closures, wrappers, loop bodies over functions, initialisers. */
const madeUp = /^(?:func\d+|\d+|gowrap\d+|deferwrap\d+|glob|)$/;

/**
 * The declaration in a file that a symbol name of the runtime means: `example.com/shop.(*Cart[...]).add.func1.2` is the
 * method add of Cart. A closure that the compiler inlined elsewhere is named after both functions; the innermost that the
 * file declares holds the text. Null for what no declaration holds: `glob..func1`, `init.0`, `init.func1`.
 */
export function findFunction(file: GoFile, functionName: string): GoNode | null {
  const segments = segmentsOf(functionName);
  for (let at = segments.length - 1; at >= 0; at -= 1) {
    const segment = segments[at];
    if (segment === undefined || segment.receiver || madeUp.test(segment.name)) continue;
    const before = segments[at - 1];
    const found =
      (before === undefined ? null : declared(file, segment.name, before.name)) ??
      (before?.receiver === true ? null : declared(file, segment.name, ''));
    if (found !== null) return found;
  }
  return null;
}

export function functionLines(file: GoFile, functionName: string): FunctionLines | null {
  const node = findFunction(file, functionName);
  return node === null ? null : { first: lineOf(node), last: lastLineOf(node) };
}

function declared(file: GoFile, name: string, receiver: string): GoNode | null {
  // A file may declare init several times, and the symbol `init.0` does not say which.
  if (name === 'init' && receiver === '') return null;
  const type = receiver === '' ? 'function_declaration' : 'method_declaration';
  const found = file.root.children.find((node) => {
    if (node.type !== type) return false;
    const own = childOf(node, 'name');
    return own !== null && textOf(own) === name && receiverOf(node) === receiver;
  });
  return found ?? null;
}

function receiverOf(node: GoNode): string {
  const parameter = childOf(node, 'receiver')?.children[0];
  const type = parameter === undefined ? null : childOf(parameter, 'type');
  return type === null ? '' : (/^[(*\s]*([\p{L}_][\p{L}\p{Nd}_]*)/u.exec(textOf(type))?.[1] ?? '');
}

/** What follows the import path, split at dots outside parentheses; type arguments, `-fm` and `-range1` are dropped. */
function segmentsOf(functionName: string): Segment[] {
  const plain = withoutTypeArguments(functionName);
  const bracket = plain.indexOf('(');
  const head = bracket < 0 ? plain : plain.slice(0, bracket);
  const dot = head.indexOf('.', head.lastIndexOf('/') + 1);
  const local = dot < 0 ? plain : plain.slice(dot + 1);
  return local.split('.').map((part) => {
    const name = part.replace(/-(?:fm|range\d+)$/, '');
    const receiver = /^\(\*?(.*)\)$/.exec(name);
    return receiver === null ? { name, receiver: false } : { name: receiver[1] ?? '', receiver: true };
  });
}
