// Go: all that is true of it, put together from the rooms' folders `go`.
import { goAnalyser } from '../analyse/go/goAnalyser';
import { goFindings } from '../analyse/go/goFindings';
import { goMemory } from '../analyse/go/processes/goMemory';
import { goCapabilities } from '../follow/go/rounds/goCapabilities';
import { goReported, goSeries } from '../follow/go/goSeries';
import { GoSession, type GoSessionParts } from '../follow/go/goSession';
import { captureWithHistory } from '../follow/go/history/captureReplica';
import { HistorySession } from '../follow/go/history/historySession';
import { goArchived } from '../follow/go/history/judgeHistory';
import { LiveWithHistory } from '../follow/go/history/liveWithHistory';
import { GoLive } from '../follow/go/goLive';
import { PathResolver } from '../follow/go/paths/pathResolver';
import { goMoments } from '../follow/go/moments/goMoments';
import type { SourcePaths } from '../shared/ports/workspacePaths';
import { isProfileSource, type ProfileSource } from '../shared/ports/sources/profileSource';
import { isReplicaSource } from '../shared/ports/sources/replicaSource';
import type { Runtime } from '../shared/ports/runtime/runtime';
import type { RuntimeWork } from '../shared/ports/runtime/runtimeWork';
import type { TargetSource } from '../shared/ports/sources/targetSource';
import type { SourceHistory, SourceTree } from '../shared/ports/sourceTree';
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

export interface GoParts extends Pick<GoSessionParts, 'openReader' | 'sources' | 'clock'> {
  readonly tree: SourceTree;
  /** Absent where no program may be run. */
  readonly history?: SourceHistory;
}

/** Go services at work in one workspace. */
export function goWork({ openReader, sources, clock, tree, history }: GoParts): GoWork {
  const paths = new PathResolver(goAnalyser, tree, { reader: sources, ...(history !== undefined && { history }) });
  const polled = new GoLive(endpointOf);
  const parts = { analyser: goAnalyser, openReader, sources, paths, clock };
  const moments = goMoments({ openReader, paths, clock, endpointOf, compareProcesses: goAnalyser.compareProcesses });
  return {
    id: goRuntime.id,
    openSession: ({ source, ...options }) =>
      isReplicaSource(source)
        ? new HistorySession(parts, { ...options, source })
        : new GoSession(parts, { ...options, source: polled.heard(endpointOf(source)) }),
    live: new LiveWithHistory(polled),
    archived: goArchived(parts),
    moments: { ...moments, capture: captureWithHistory(moments, openReader) },
    paths,
  };
}

/** The same, with what the command line asks of a profile that nobody follows. */
export interface GoWork extends RuntimeWork {
  readonly paths: SourcePaths;
}

function endpointOf(source: TargetSource): ProfileSource {
  if (isProfileSource(source)) return source;
  throw new Error(`A target of ${source.runtime} cannot be asked for profiles.`);
}
