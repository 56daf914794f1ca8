import type { FunctionUnit } from '../package/declarations';
import type { GoPackage } from '../package/goPackage';
import { childOf, findAll, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';

export interface MethodCall {
  readonly name: string;
  /** How many arguments it gets. */
  readonly given: number;
  readonly call: GoNode;
  /** What the method is called on: an interface type, or null where the text does not tell. */
  readonly type: GoNode | null;
}

/**
 * Methods that a call of an interface's may run: those of that name that take as many arguments, of the package of the call, and of types
 * of other packages that were read that have all the methods the interface asks for.
 */
export function implementers({ types }: GoPackage, { name, given, call, type }: MethodCall): readonly FunctionUnit[] {
  const here = types.names.scopeOf(call.file);
  const asked = type?.type === 'interface_type' ? methodsOf(type) : null;
  return [...types.names.units.values()].filter((unit) => {
    if (unit.name !== name || unit.receiverType === '' || unit.node.type !== 'method_declaration') return false;
    if (!unit.variadic && unit.parameters.length !== given) return false;
    const scope = types.names.scopeOf(unit.node.file);
    if (scope === here) return true;
    const declared = scope.own(unit.receiverType);
    return asked !== null && declared !== null && asked.every((each) => types.methodOf(declared.node, each) !== null);
  });
}

function methodsOf(type: GoNode): readonly string[] {
  return findAll(type, 'method_elem', 'method_spec').flatMap((each) => {
    const name = childOf(each, 'name');
    return name === null ? [] : [textOf(name)];
  });
}
