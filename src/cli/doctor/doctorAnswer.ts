import type { Problem } from '../../shared/model/errors';
import type { QuestionKind } from './doctorQuestions';

/** What came of one question. */
export interface DoctorAnswer {
  readonly kind: QuestionKind;
  /** What was asked: below the pprof base, or below the host where it begins with a slash. */
  readonly path: string;
  readonly ok: boolean;
  /** HTTP status; null where nothing was answered, or asked. */
  readonly status: number | null;
  /** Wall time of asking, also of one in vain; null where nothing was asked. */
  readonly millis: number | null;
  /** As received; null where nothing was answered that could be used. */
  readonly bytes: number | null;
  /** What it tells, or why not. */
  readonly words: string;
  /** Why not; null where it answers, or was not asked. */
  readonly problem: Problem | null;
  /** For a profile that answers: whether there is nothing in it, or whether the program records none at all. */
  readonly holds: 'something' | 'nothing' | 'recording-off' | null;
}

/** Whether it is pprof that answers, rather than a page beside it. */
export function isOfPprof({ kind }: DoctorAnswer): boolean {
  return kind !== 'variables' && kind !== 'metrics';
}

/** What there is to say of a service. */
export interface Diagnosis {
  /** pprof base URL without credentials: where it was found, or where it should be. */
  readonly target: string;
  readonly answers: readonly DoctorAnswer[];
  readonly advice: readonly string[];
}
