import { childOf, listOf, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';

/** Expressions that pass on what they are made of. */
export const passesOn =
  /^(composite_literal|literal_value|literal_element|keyed_element|unary_expression|parenthesized_expression|slice_expression|type_assertion_expression|type_conversion_expression|variadic_argument)$/;

/** Statements that give a value a name, or put it where a name leads. */
export const givesName = /^(short_var_declaration|assignment_statement|var_spec|receive_statement|range_clause)$/;

/**
 * What stands on the left for a value on the right; null where nothing does, or `_`.
 * @param index which result, where the value is a call with several
 */
export function assignedTo(statement: GoNode, value: GoNode, index: number): GoNode | null {
  const right = listOf(childOf(statement, 'right') ?? childOf(statement, 'value'));
  const at = right.indexOf(value);
  if (at < 0) return null;
  const left = listOf(childOf(statement, 'left'));
  const names = left.length > 0 ? left : statement.children.filter(({ field }) => field === 'name');
  const target = names[right.length === names.length ? at : index];
  return target === undefined || textOf(target) === '_' ? null : target;
}
