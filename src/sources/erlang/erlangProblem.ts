import { LeakLensError, type ErlangFault } from '../../shared/model/errors';
import { printable } from '../base/printable';

/** A node cannot be asked: why, with one line of detail, made safe to show. */
export function erlangProblem(fault: ErlangFault, subject: string, detail: string, cause?: unknown): LeakLensError {
  return new LeakLensError({ kind: 'erlang', erlang: fault, subject, detail: printable(detail, 300) }, cause);
}
