import { argumentsOf, calledExpression, withoutPointer } from '../package/packageTypes';
import type { FunctionUnit } from '../package/declarations';
import type { GoPackage } from '../package/goPackage';
import { childOf, findAll, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';

/** Methods of the same receiver between the one that is called and the one that closes. */
const maxDepth = 3;

/**
 * Exported methods that end what their receiver has started, whatever they are called: they close a channel of the
 * receiver, or call a function of its that cancels a context, themselves or by a method of the same receiver.
 */
export function methodsThatEnd(goPackage: GoPackage, type: GoNode): string[] {
  const owner = goPackage.types.typeName(withoutPointer(type));
  const methods = [...goPackage.types.names.units.values()].filter(
    ({ node, name, receiverType }) => receiverType === owner && node.type !== 'func_literal' && /^\p{Lu}/u.test(name),
  );
  return methods.filter((method) => endsReceiver(goPackage, method, 0)).map(({ name }) => name);
}

/** Also in a function literal: `c.once.Do(func() { close(c.tasks) })` is how it is mostly written. */
function endsReceiver(goPackage: GoPackage, { node, receiver }: FunctionUnit, depth: number): boolean {
  if (receiver === null || depth > maxDepth) return false;
  return findAll(node, 'call_expression').some((call) => {
    const called = calledExpression(call);
    if (called === null) return false;
    if (textOf(called) === 'close') return argumentsOf(call).some((channel) => isFieldOf(channel, receiver.name));
    if (!isFieldOf(called, receiver.name)) return false;
    const method = goPackage.types.callee(call);
    if (method !== null && method.node !== node) return endsReceiver(goPackage, method, depth + 1);
    return goPackage.types.typeName(goPackage.types.typeOf(called)) === 'context.CancelFunc';
  });
}

function isFieldOf(expression: GoNode, receiver: string): boolean {
  const operand = expression.type === 'selector_expression' ? childOf(expression, 'operand') : null;
  return operand !== null && textOf(operand) === receiver;
}
