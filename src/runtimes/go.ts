// Go: all that is true of it, put together from the rooms' folders `go`.
import { goFindings } from '../analyse/go/goFindings';
import { goMemory } from '../analyse/go/processes/goMemory';
import { goCapabilities } from '../follow/go/rounds/goCapabilities';
import { goReported, goSeries } from '../follow/go/goSeries';
import type { Runtime } from '../shared/ports/runtime/runtime';
import { goFindingWords } from '../words/go/findings/goFindingWords';
import { goCapabilityWords } from '../words/go/capabilities/goCapabilityWords';
import { goMemoryWords } from '../words/go/goMemoryWords';
import { goRuleWords } from '../words/go/goRuleWords';
import { goSeriesWords } from '../words/go/goSeriesWords';
import { goCostWords } from '../words/go/lines/goCostWords';
import { goSnapshotWords } from '../words/go/snapshots/goSnapshotWords';

export const goRuntime: Runtime = {
  id: 'go',
  series: goSeries,
  reported: goReported,
  capabilities: goCapabilities,
  findings: goFindings,
  memory: goMemory,
  words: {
    series: goSeriesWords,
    capability: goCapabilityWords,
    memory: goMemoryWords,
    findings: goFindingWords,
    rule: goRuleWords,
    lines: goCostWords,
    snapshots: goSnapshotWords,
  },
};
