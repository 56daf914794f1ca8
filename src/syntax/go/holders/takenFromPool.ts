import type { GoPackage } from '../package/goPackage';
import { calledExpression } from '../package/packageTypes';
import { childOf, findAll, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';

/** `sync.Pool{New: func() any { … }}`: what the function returns comes out of `Get`. Empty where the function is no such. */
export function takenFromPool({ types, places, files }: GoPackage, literal: GoNode): readonly GoNode[] {
  const element = literal.parent?.type === 'literal_element' ? literal.parent.parent : literal.parent;
  const key = element?.type === 'keyed_element' ? childOf(element, 'key') : null;
  const composite = element?.parent?.parent;
  if (key === null || textOf(key) !== 'New' || composite?.type !== 'composite_literal') return [];
  if (types.typeName(childOf(composite, 'type')) !== 'sync.Pool') return [];
  const pool = places.of(composite);
  return files.flatMap(({ root }) =>
    findAll(root, 'call_expression').filter((call) => {
      const called = calledExpression(call);
      const [operand, field] = ['operand', 'field'].map((name) => (called === null ? null : childOf(called, name)));
      if (!operand || !field || textOf(field) !== 'Get') return false;
      const place = places.of(operand);
      return pool !== null && place !== null && places.find(place) === places.find(pool);
    }),
  );
}
