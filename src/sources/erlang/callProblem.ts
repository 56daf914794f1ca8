import { atomName, itemsOf } from '../../shared/base/symbols/erlangTerms';
import type { Term } from '../../shared/model/beam/term';
import type { LeakLensError } from '../../shared/model/errors';
import type { ErlangCall } from '../../shared/ports/sources/erlangNode';
import { erlangProblem } from './erlangProblem';

/** `module:name/arity` */
export function callName({ module, name, args }: ErlangCall): string {
  return `${module}:${name}/${args.length}`;
}

export function callProblem(subject: string, call: ErlangCall, reason: string): LeakLensError {
  if (reason === 'undef') return erlangProblem('no-such-function', subject, callName(call));
  return erlangProblem('call-failed', subject, `${callName(call)}: ${reason}`);
}

/** Why a call failed (`{badrpc, Reason}`), by the name of the reason alone: what stands behind it may be of the service. Null: it did not. */
export function reasonOf(term: Term): string | null {
  const [tag, reason] = itemsOf(term);
  if (atomName(tag) !== 'badrpc' || reason === undefined) return null;
  return nameOf(reason);
}

function nameOf(reason: Term): string {
  const [first, second] = itemsOf(reason);
  if (atomName(first) === 'EXIT' && second !== undefined) return nameOf(second);
  if (first !== undefined) return nameOf(first);
  return atomName(reason) ?? 'failed';
}
