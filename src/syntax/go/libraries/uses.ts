import type { LibraryResource } from '../../../shared/model/go/libraryResource';
import { plainSymbol } from '../../../shared/base/libraries/plainSymbol';
import type { Declaration } from '../package/declarations';
import { above, childOf, contains, functionTypes, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import type { GoPackage } from '../package/goPackage';
import { argumentsOf, calledExpression } from '../package/packageTypes';

/** What a use of the variable that holds a resource does with it. */
export type Use =
  /** Gives it back, now or when the function ends. */
  | 'give'
  /** Gives it back at a time that the text does not tell: in a function literal that somebody keeps. */
  | 'give-later'
  /** Looks at it, reads from it, calls its methods. */
  | 'borrow'
  /** Returns it. */
  | 'return'
  /** Stores it, sends it, passes it on: somebody else may give it back. */
  | 'escape'
  /** Puts another value into the variable. */
  | 'rebind';

export interface UseReader {
  readonly goPackage: GoPackage;
  readonly resource: LibraryResource;
  /** What a function of the package does with this parameter; borrow where it keeps nothing and closes nothing. */
  readonly parameter: (parameter: Declaration) => 'give' | 'borrow' | 'escape';
}

/** Calls of other packages that only read what they get. */
const readers =
  /^(io|bufio|fmt|log|log\/slog|strings|bytes|errors|encoding\/\w+|compress\/\w+|image|image\/\w+|reflect|testing)\./;

/** Calls whose name says that they give back what they get: `httputil.CloseBody(resp.Body)`. */
const closing =
  /(^|[a-z.])(Close|Drain|Discard|Stop|Cleanup|Release|Shutdown)|^(close|drain|stop|cleanup|release|shutdown)/;

/** What one use of a variable does. */
export function useOf(reader: UseReader, use: GoNode): Use {
  let at = use;
  let inPart = reader.resource.part === undefined;
  for (let parent = at.parent; parent !== null; parent = at.parent) {
    switch (parent.type) {
      case 'parenthesized_expression':
      case 'expression_list':
        break;
      case 'unary_expression':
        if (!textOf(parent).startsWith('&')) return 'borrow';
        break;
      case 'type_assertion_expression':
        break;
      case 'selector_expression': {
        if (at.field !== 'operand') return 'borrow';
        const name = textOf(childOf(parent, 'field') ?? parent);
        if (!inPart && name === reader.resource.part) {
          inPart = true;
          break;
        }
        return ofSelector(reader, parent, { name, inPart });
      }
      case 'call_expression':
        return isCalled(parent, at) && reader.resource.closers.includes('()') ? timed(parent, use) : 'borrow';
      case 'argument_list':
        return ofArgument(reader, at, { call: parent.parent ?? parent, inPart, use });
      case 'short_var_declaration':
      case 'assignment_statement':
        return ofAssignment(at, parent);
      case 'return_statement':
        return 'return';
      case 'keyed_element':
        return at.field === 'key' ? 'borrow' : 'escape';
      case 'literal_element':
      case 'literal_value':
      case 'send_statement':
      case 'var_spec':
        return 'escape';
      default:
        // Conditions, ranges, comparisons with nil, switches: nothing keeps it.
        return 'borrow';
    }
    at = parent;
  }
  return 'borrow';
}

function isCalled(call: GoNode, at: GoNode): boolean {
  return calledExpression(call) === at;
}

interface Selected {
  readonly name: string;
  readonly inPart: boolean;
}

function ofSelector(reader: UseReader, selector: GoNode, { name, inPart }: Selected): Use {
  const call =
    selector.parent?.type === 'call_expression' && isCalled(selector.parent, selector) ? selector.parent : null;
  const closes = inPart && reader.resource.closers.includes(name);
  // `t.Cleanup(rows.Close)`: whoever gets the method calls it.
  if (call === null) return closes ? 'give' : 'borrow';
  return closes ? timed(call, selector) : 'borrow';
}

/** A call that gives back: now, when the function ends, or, in a literal that is neither deferred nor started here, some day. */
function timed(call: GoNode, inside: GoNode): Use {
  for (
    let at: GoNode | null = above(call, ...functionTypes);
    at?.type === 'func_literal';
    at = above(at, ...functionTypes)
  ) {
    const parent: GoNode | null = at.parent;
    const isCalledHere = parent?.type === 'call_expression' && isCalled(parent, at);
    if (!isCalledHere && contains(at, inside)) return 'give-later';
  }
  return 'give';
}

function ofAssignment(at: GoNode, statement: GoNode): Use {
  const left = childOf(statement, 'left');
  if (left !== null && contains(left, at)) return left === at || left.children.includes(at) ? 'rebind' : 'borrow';
  return left !== null && textOf(left) === '_' ? 'borrow' : 'escape';
}

interface Passed {
  readonly call: GoNode;
  readonly inPart: boolean;
  readonly use: GoNode;
}

function ofArgument(reader: UseReader, argument: GoNode, { call, inPart, use }: Passed): Use {
  const { goPackage, resource } = reader;
  const { types } = goPackage;
  const called = calledExpression(call);
  if (called === null) return 'escape';
  const unit = types.callee(call);
  if (unit !== null) {
    const at = argumentsOf(call).indexOf(argument);
    const parameter = unit.variadic && at >= unit.parameters.length - 1 ? undefined : unit.parameters[at];
    // A part of it is only lent, unless the function is known to close it.
    if (parameter === undefined || parameter === null) return parameter === null ? 'borrow' : 'escape';
    const what = reader.parameter(parameter);
    return what === 'give' ? timed(call, use) : what;
  }
  if (called.type === 'identifier' && !types.names.meaning.has(called))
    return textOf(called) === 'append' ? 'escape' : 'borrow';
  const symbol = plainSymbol(types.externalName(called));
  const name = symbol === '' ? textOf(called) : symbol;
  if (inPart && (resource.drains ?? []).includes(symbol)) return timed(call, use);
  if (closing.test(name.slice(name.lastIndexOf('.') + 1))) return timed(call, use);
  if (readers.test(symbol) || (resource.borrows ?? []).some((pattern) => fits(pattern, name))) return 'borrow';
  return 'escape';
}

/** `*` stands for any part of a name. */
function fits(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}
