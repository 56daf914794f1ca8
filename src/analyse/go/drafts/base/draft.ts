import type { Finding } from '../../../../shared/model/finding';
import type { GoDoubt } from '../../../../shared/model/go/goDoubt';
import type { Counted } from '../../history/counted';

/** A verdict of this moment, before the tracker of earlier verdicts says since when. */
export interface Draft {
  readonly finding: Finding;
  readonly isGrowing: boolean;
  /** The least amount at which all that was found is still there. */
  readonly kept: number;
  /** Why it is no surer; null where nothing speaks against it. */
  readonly doubt: GoDoubt | null;
  readonly counted: Counted;
}

/** A verdict about goroutines that wait. */
export interface WaitDraft extends Draft {
  readonly counted: Extract<Counted, { of: 'wait' }>;
}
