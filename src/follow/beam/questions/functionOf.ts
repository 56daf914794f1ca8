import type { Term } from '../../../shared/model/beam/term';
import type { FunctionName, StackFrame } from '../../../shared/model/beam/nodeProcess';
import { atomName, itemsOf, numberOf, pairsOf, textOf } from '../../../shared/base/symbols/erlangTerms';

export function functionOf(term: Term | undefined): FunctionName | null {
  const [module, name, arity] = itemsOf(term);
  const [moduleName, functionName] = [atomName(module), atomName(name)];
  if (moduleName === null || functionName === null) return null;
  return { module: moduleName, name: functionName, arity: numberOf(arity) ?? 0 };
}

export function frameOf(term: Term): StackFrame[] {
  const called = functionOf(term);
  if (called === null) return [];
  const place = pairsOf(itemsOf(term)[3]);
  return [{ ...called, file: textOf(place.get('file')) ?? '', line: numberOf(place.get('line')) ?? 0 }];
}
