// Go: all that is true of it, put together from the rooms' folders `go`.
import { goFindings } from '../analyse/go/goFindings';
import { goCapabilities } from '../follow/go/rounds/goCapabilities';
import { goReported, goSeries } from '../follow/go/goSeries';
import { GoSession, type GoSessionParts } from '../follow/go/goSession';
import { PathResolver } from '../follow/go/paths/pathResolver';
import type { FollowersParts } from '../follow/followers';
import type { Runtime } from '../shared/ports/runtime';
import type { SourceHistory, SourceTree } from '../shared/ports/sourceTree';
import { goFindingWords } from '../words/go/findings/goFindingWords';
import { goCapabilityWords } from '../words/go/capabilities/goCapabilityWords';
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
  words: {
    series: goSeriesWords,
    capability: goCapabilityWords,
    findings: goFindingWords,
    rule: goRuleWords,
    lines: goCostWords,
    snapshots: goSnapshotWords,
  },
};

export type GoFollowing = Omit<GoSessionParts, 'paths'> & {
  readonly tree: SourceTree;
  /** Absent where no program may be run. */
  readonly history?: SourceHistory;
};

/** How Go services are followed, with what is known of one workspace. */
export function goFollowing(parts: GoFollowing): FollowersParts {
  const { analyser, tree, sources: reader, history, clock } = parts;
  const paths = new PathResolver(analyser, tree, { reader, ...(history !== undefined && { history }) });
  return { clock, paths, sessions: { [goRuntime.id]: (options) => new GoSession({ ...parts, paths }, options) } };
}
