// Go: all that is true of it, put together from the rooms' folders `go`.
import { goFindings } from '../analyse/go/goFindings';
import { goReported, goSeries } from '../follow/go/goSeries';
import type { Runtime } from '../shared/ports/runtime';
import { findingWords } from '../words/findings/findingWords';
import { goRuleWords } from '../words/go/goRuleWords';
import { goSeriesWords } from '../words/go/goSeriesWords';

export const goRuntime: Runtime = {
  id: 'go',
  series: goSeries,
  reported: goReported,
  findings: goFindings,
  words: { series: goSeriesWords, findings: findingWords, rule: goRuleWords },
};
