// Go: all that is true of it, put together from the rooms' folders `go`.
import { goReported, goSeries } from '../follow/go/goSeries';
import type { Runtime } from '../shared/ports/runtime';
import { goSeriesWords } from '../words/go/goSeriesWords';

export const goRuntime: Runtime = {
  id: 'go',
  series: goSeries,
  reported: goReported,
  words: { series: goSeriesWords },
};
