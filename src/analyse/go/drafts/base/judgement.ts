import type { GoDoubt } from '../../../../shared/model/go/goDoubt';

/** How sure one look at numbers is that they are a leak's; null where it is not. */
export type Tier = 'probable' | 'possible' | null;

/** What one look says, and why it says no more; no reason where it just stands still, or nothing speaks against it. */
export interface Judgement {
  readonly tier: Tier;
  readonly doubt: GoDoubt | null;
}
