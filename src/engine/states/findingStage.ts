import type { Confidence, Finding, Standing } from '../../shared/model/finding';
import type { FindingStage, Stage } from '../../shared/model/findingStage';

const stages: Readonly<Record<Standing, Stage>> = {
  possible: 'possible',
  withdrawn: 'possible',
  merged: 'possible',
  moved: 'possible',
  growing: 'growing',
  stands: 'stands',
  fixed: 'fixed',
  again: 'again',
  earlier: 'earlier',
  left: 'stands',
};

/** What else decides it. */
export interface FoundAt {
  /** Of the newest round, ms since 1970, while the service does not answer; null while it does. */
  readonly asOfMillis: number | null;
  /** It is open, somebody has edited a line that it rests on, and no other build has answered since. */
  readonly isEdited: boolean;
}

/**
 * What may be said of a finding: what its verdict says, as of the newest round of its service. No poll says anything of code that was
 * edited since the program was built.
 */
export function findingStage(
  { status, confidence, course }: Pick<Finding, 'status' | 'confidence' | 'course'>,
  { asOfMillis, isEdited }: FoundAt,
): FindingStage {
  if (isEdited) return { stage: 'edited', sinceMillis: null, asOfMillis };
  if (course !== null && (course.standing === 'earlier' || confidence !== 'info' || status === 'fixed'))
    return { stage: stages[course.standing], sinceMillis: course.sinceMillis, asOfMillis };
  if (status === 'fixed') return { stage: 'fixed', sinceMillis: null, asOfMillis };
  return { stage: stageOfTier[confidence], sinceMillis: null, asOfMillis };
}

const stageOfTier: Readonly<Record<Confidence, Stage>> = {
  proven: 'growing',
  probable: 'growing',
  possible: 'possible',
  info: 'explanation',
};
