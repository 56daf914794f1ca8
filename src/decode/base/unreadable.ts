import { LeakLensError } from '../../shared/model/errors';

/** The bytes are not what they should be: `detail` says where, what was expected and what stands there. */
export function unreadable(subject: string, detail: string, cause?: unknown): LeakLensError {
  return new LeakLensError({ kind: 'unreadable', subject, detail }, cause);
}
