import type { Declaration } from '../package/declarations';
import { above, childOf, findAll, listOf, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import type { GoPackage } from '../package/goPackage';
import { calledExpression } from '../package/packageTypes';
import type { Holder } from './holders';

/**
 * The call that first puts to use what a variable holds, or something that was made of it: `log.Info(…)` where `log` was made
 * of a core, and that of the file. Null where none of it is used in the same function.
 */
export function firstUse(goPackage: GoPackage, holder: Holder): GoNode | null {
  if (holder.kind !== 'variable') return null;
  const block = above(holder.statement, 'statement_list');
  const statements = block?.children ?? [];
  const itself = new Set<Declaration>([holder.variable]);
  const derived = new Set<Declaration>(itself);
  const isDerived = (node: GoNode) => mentions(goPackage, node, derived);
  let found: GoNode | null = null;
  for (const statement of statements.filter(({ start }) => start > holder.statement.start)) {
    if (statement.type === 'short_var_declaration') {
      const right = childOf(statement, 'right') ?? statement;
      if (!isDerived(right)) continue;
      // `n, err := file.Write(line)` puts it to use; `log := base.Sugar()`, where that was made of it, only makes another.
      const use = findAll(right, 'call_expression').find((each) => isMethodOf(goPackage, each, itself));
      if (use !== undefined) {
        found ??= use;
        continue;
      }
      for (const target of listOf(childOf(statement, 'left'))) {
        const declared = goPackage.types.names.meaning.get(target);
        if (declared !== undefined) derived.add(declared);
      }
      continue;
    }
    if (statement.type === 'defer_statement') continue;
    found ??= findAll(statement, 'call_expression').find((each) => isMethodOf(goPackage, each, derived)) ?? null;
    if (leaves(goPackage, statement, derived)) return null;
  }
  return found;
}

/** What was made of it is returned or stored: it lives on. */
function leaves({ types }: GoPackage, statement: GoNode, declarations: ReadonlySet<Declaration>): boolean {
  const values = findAll(
    statement,
    'return_statement',
    'assignment_statement',
    'keyed_element',
    'send_statement',
  ).flatMap((node) => [...listOf(childOf(node, 'right') ?? childOf(node, 'value') ?? node.children[0] ?? null)]);
  return values.some((value) => {
    const meaning = types.names.meaning.get(value);
    return meaning !== undefined && declarations.has(meaning);
  });
}

function mentions({ types }: GoPackage, node: GoNode, declarations: ReadonlySet<Declaration>): boolean {
  return findAll(node, 'identifier').some((each) => {
    const meaning = types.names.meaning.get(each);
    return meaning !== undefined && declarations.has(meaning);
  });
}

function isMethodOf({ types }: GoPackage, call: GoNode, declarations: ReadonlySet<Declaration>): boolean {
  const called = calledExpression(call);
  const operand = called?.type === 'selector_expression' ? childOf(called, 'operand') : null;
  const meaning = operand?.type === 'identifier' ? types.names.meaning.get(operand) : undefined;
  return (
    meaning !== undefined && declarations.has(meaning) && textOf(childOf(called ?? call, 'field') ?? call) !== 'Close'
  );
}
