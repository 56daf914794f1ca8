// Nodes of Erlang's and Elixir's: all that is true of them, put together from the rooms' folders `beam` and `erlang`.
import { beamFindings } from '../analyse/beam/beamFindings';
import { beamReported, beamSeries } from '../follow/beam/beamSeries';
import type { Runtime } from '../shared/ports/runtime/runtime';
import { beamFindingWords } from '../words/beam/beamFindingWords';
import { beamCapabilityWords, beamCostWords } from '../words/beam/beamPageWords';
import { beamSnapshotWords } from '../words/beam/beamSnapshotWords';
import { beamRuleWords } from '../words/beam/beamRuleWords';
import { beamSeriesWords } from '../words/beam/beamSeriesWords';

export const beamRuntime: Runtime = {
  id: 'beam',
  series: beamSeries,
  reported: beamReported,
  capabilities: [],
  findings: beamFindings,
  words: {
    series: beamSeriesWords,
    capability: beamCapabilityWords,
    findings: beamFindingWords,
    rule: beamRuleWords,
    lines: beamCostWords,
    snapshots: beamSnapshotWords,
  },
};
