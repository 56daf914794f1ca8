// Go: all that is true of it, put together from the rooms' folders `go`.
import { goFindings } from '../analyse/go/goFindings';
import { goReported, goSeries } from '../follow/go/goSeries';
import { GoSession, type GoSessionParts } from '../follow/go/goSession';
import { PathResolver } from '../follow/go/paths/pathResolver';
import type { FollowersParts } from '../follow/followers';
import type { Runtime } from '../shared/ports/runtime';
import type { SourceHistory, SourceTree } from '../shared/ports/sourceTree';
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
