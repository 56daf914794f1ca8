import type { Analysis } from '../shared/ports/runtime/analysis';
import { baselineOf, compare } from './judge/baseline';
import { outlookOf } from './numbers/outlook';
import { seriesGrowth } from './numbers/seriesGrowth';
import { thinSeries } from './numbers/thinSeries';
import { explainMapping } from './paths/explainMapping';

/** What the room computes of any runtime, as one value for the entry files to hand on. */
export const analysis: Analysis = {
  seriesGrowth,
  outlook: outlookOf,
  thin: thinSeries,
  compare,
  baselineOf,
  explainMapping,
};
