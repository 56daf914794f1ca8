import type { SourceKnowledge } from '../../../../shared/ports/runtime/judge';
import type { VerdictThresholds } from '../../../../shared/model/verdictThresholds';
import type { ProcessHistory } from '../../history/history';

/** When what an earlier verdict of this process is sure of last grew, ms since 1970; null where none is. */
export type GrewUntil = (id: string) => number | null;

export interface DraftRequest {
  readonly history: ProcessHistory;
  readonly knowledge: SourceKnowledge;
  readonly thresholds: VerdictThresholds;
  readonly grewUntil: GrewUntil;
}
