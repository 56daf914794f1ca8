import { textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import type { CallTrail } from './callTrail';

/** Where a function literal goes that mentions the value: it runs in a goroutine, when the function ends, or is a value itself. */
export function capturedBy(trail: CallTrail, literal: GoNode): void {
  const call = literal.parent?.type === 'call_expression' && literal.field === 'function' ? literal.parent : null;
  if (call === null) trail.follow(literal);
  else if (call.parent?.type === 'go_statement')
    trail.keep({ kind: 'goroutine', holder: null, name: 'func', at: call });
  else if (call.parent?.type === 'defer_statement') trail.deferred(call.parent, call);
}

/** What a goroutine runs, for its name: a function by its own, a literal as `func`. */
export function shownFunction(node: GoNode): string {
  return node.type === 'func_literal' ? 'func' : textOf(node);
}
