import type { Problem } from '../../model/errors';

/** A failure in the words of the person's language, for editors and the command line alike. Plain text, one sentence each. */
export interface ProblemWords {
  /** What went wrong and where. */
  message(problem: Problem): string;
  /** What to do next, where an editor and a terminal say the same; null where each has its own settings, options or views to name. */
  nextStep(problem: Problem): string | null;
}
