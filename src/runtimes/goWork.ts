// Go services at work: how they are followed, watched and captured, put together from the rooms' folders `go`.
import { goAnalyser } from '../analyse/go/goAnalyser';
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
import type { RuntimeWork } from '../shared/ports/runtime/runtimeWork';
import type { TargetSource } from '../shared/ports/sources/targetSource';
import type { SourceHistory, SourceTree } from '../shared/ports/sourceTree';
import { goRuntime } from './go';

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
