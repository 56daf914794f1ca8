import { LeakLensError } from '../../shared/model/errors';

/** Whether a failure says only that this one moment is not there. */
export function isArchiveGap(error: unknown): boolean {
  return error instanceof LeakLensError && error.problem.archive === 'gone';
}
