import { isMadeUp, nameParts, receiverIn } from '../../../shared/base/symbols/functionName';
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
  /** The compiler's own. */
  readonly madeUp: boolean;
}

/**
 * The declaration in a file that a symbol name of the runtime means: `example.com/shop.(*Cart[...]).add.func1.2` is the
 * method add of Cart. A closure that the compiler inlined elsewhere is named after both functions; the innermost that the
 * file declares holds the text. Null for what no declaration holds: `glob..func1`, `init.0`, `init.func1`.
 */
export function findFunction(file: GoFile, functionName: string): GoNode | null {
  const segments = segmentsOf(functionName);
  for (let at = segments.length - 1; at >= 0; at -= 1) {
    const segment = segments[at];
    if (segment === undefined || segment.receiver || segment.madeUp) continue;
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

/** A name without a package, as a person writes it, is one segment. */
function segmentsOf(functionName: string): Segment[] {
  const parts = nameParts(functionName);
  return (parts.length > 0 ? parts : [functionName]).map((part, at) => {
    const receiver = receiverIn(part);
    return { name: receiver ?? part, receiver: receiver !== null, madeUp: isMadeUp(part, at) };
  });
}
