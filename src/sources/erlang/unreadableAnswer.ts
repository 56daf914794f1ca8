import { LeakLensError } from '../../shared/model/errors';

/** What came is not what a node says. */
export function unreadableAnswer(subject: string, detail: string): LeakLensError {
  return new LeakLensError({ kind: 'unreadable', subject, detail });
}
