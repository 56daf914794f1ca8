import type { PricedShares } from '../../pace/costGovernor';

/** What is asked beside heap and goroutines, which make a round. `memory`: runtime.MemStats. `dump`: every goroutine with its stack. */
export type GoQuestion = 'memory' | 'dump';

/** How the budget is parted among them. */
export const goPrices: PricedShares<GoQuestion> = { round: 0.65, memory: 0.2, dump: 0.15 };
