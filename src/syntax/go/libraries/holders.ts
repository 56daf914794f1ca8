import type { LibraryResource } from '../../../shared/model/go/libraryResource';
import type { Declaration } from '../package/declarations';
import { above, bare, childOf, childrenOf, functionTypes, listOf, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import { functionAround } from '../package/loops';
import { calledExpression } from '../package/packageTypes';
import type { PackageTypes } from '../package/packageTypes';

/** Who gets what a maker makes. */
export type Holder =
  | {
      readonly kind: 'variable';
      readonly variable: Declaration;
      /** The statement that makes it, and what it gives besides: the error that says that nothing was made. */
      readonly statement: GoNode;
      readonly error: Declaration | null;
    }
  /** Nobody: `_`, or a call whose results are not used. */
  | { readonly kind: 'nobody'; readonly statement: GoNode }
  /** The caller of the function around. */
  | { readonly kind: 'caller'; readonly statement: GoNode }
  /** A field, a package variable, an argument: it lives on elsewhere. */
  | { readonly kind: 'elsewhere' };

const elsewhere: Holder = { kind: 'elsewhere' };

export function holderOf(types: PackageTypes, maker: GoNode, { at = 0 }: Pick<LibraryResource, 'at'>): Holder {
  if (at === 'receiver') return receiverOf(types, maker);
  const value = outermostValue(maker);
  const list = value.parent;
  if (list === null) return elsewhere;
  if (list.type === 'argument_list' && isWrapper(types, list.parent)) return { kind: 'nobody', statement: maker };
  const statement = list.type === 'expression_list' ? list.parent : list;
  if (statement === null) return elsewhere;
  switch (statement.type) {
    case 'expression_statement':
      return value.type === 'call_expression' && value === maker ? { kind: 'nobody', statement } : elsewhere;
    case 'return_statement':
      return { kind: 'caller', statement };
    case 'short_var_declaration':
    case 'assignment_statement':
      return assigned(types, statement, { value, at });
    case 'var_spec':
      return declared(types, statement, { value, at });
    default:
      return elsewhere;
  }
}

/** `log.New(logger.Writer(), …)`: what it makes writes to what it gets and never closes it, and nobody else has a name for that. */
function isWrapper(types: PackageTypes, call: GoNode | null): boolean {
  const called = call === null ? null : calledExpression(call);
  return /^(log|log\/slog|bufio|io)\.(New\w*|Multi\w+|Tee\w+)$/.test(types.externalName(called));
}

/** `&T{…}` and `T{Field: maker}` hold what they are made of. */
function outermostValue(maker: GoNode): GoNode {
  let at = maker;
  for (let parent = at.parent; parent !== null; parent = at.parent) {
    const isWrapped =
      parent.type === 'parenthesized_expression' ||
      (parent.type === 'unary_expression' && textOf(parent).startsWith('&')) ||
      /^(literal_element|keyed_element|literal_value|composite_literal)$/.test(parent.type);
    if (!isWrapped) return at;
    at = parent;
  }
  return at;
}

interface Given {
  readonly value: GoNode;
  readonly at: number;
}

function assigned(types: PackageTypes, statement: GoNode, { value, at }: Given): Holder {
  const left = listOf(childOf(statement, 'left'));
  const right = listOf(childOf(statement, 'right'));
  const index = right.length > 1 ? right.indexOf(value) : at;
  return held(types, statement, { target: left[index], last: right.length > 1 ? undefined : left.at(-1) });
}

function declared(types: PackageTypes, spec: GoNode, { value, at }: Given): Holder {
  if (functionAround(spec) === null) return elsewhere;
  const names = childrenOf(spec, 'name');
  const values = listOf(childOf(spec, 'value'));
  const index = values.length > 1 ? values.indexOf(value) : at;
  const statement = above(spec, 'var_declaration') ?? spec;
  return held(types, statement, { target: names[index], last: values.length > 1 ? undefined : names.at(-1) });
}

interface Targets {
  readonly target: GoNode | undefined;
  readonly last: GoNode | undefined;
}

function held(types: PackageTypes, statement: GoNode, { target, last }: Targets): Holder {
  if (target === undefined) return elsewhere;
  if (textOf(target) === '_') return { kind: 'nobody', statement };
  const variable = target.type === 'identifier' ? types.names.meaning.get(target) : undefined;
  if (variable === undefined || !isLocalTo(statement, variable)) return elsewhere;
  const error = last === undefined || last === target ? undefined : types.names.meaning.get(last);
  return { kind: 'variable', variable, statement, error: error ?? null };
}

/** A variable or named result of the very function that makes the resource. */
function isLocalTo(statement: GoNode, { node, kind }: Declaration): boolean {
  if (kind !== 'variable' && kind !== 'parameter') return false;
  return functionAround(statement) === above(node, ...functionTypes);
}

/** `cmd.Start()`: who holds the receiver. */
function receiverOf(types: PackageTypes, call: GoNode): Holder {
  const called = calledExpression(call);
  const operand = called === null ? null : childOf(bare(called), 'operand');
  const statement = above(
    call,
    'expression_statement',
    'short_var_declaration',
    'assignment_statement',
    'go_statement',
    'return_statement',
  );
  if (operand?.type !== 'identifier' || statement === null) return elsewhere;
  const variable = types.names.meaning.get(operand);
  // Who passed it in has it still.
  if (variable?.kind !== 'variable' || !isLocalTo(statement, variable)) return elsewhere;
  const last = listOf(childOf(statement, 'left')).at(-1);
  const error = last === undefined ? undefined : types.names.meaning.get(last);
  return { kind: 'variable', variable, statement, error: error ?? null };
}
