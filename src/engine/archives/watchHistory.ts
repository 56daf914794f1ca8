import { printedAddress } from '../../shared/base/addresses/printedUrl';
import { LeakLensError } from '../../shared/model/errors';
import type { Baseline, Finding } from '../../shared/model/finding';
import { nothingAsked } from '../../shared/model/target/capabilities';
import type { SourceLimits } from '../../shared/model/target/sourceLimits';
import type { VerdictThresholds } from '../../shared/model/verdictThresholds';
import type { Clock } from '../../shared/ports/clock';
import type { HistoryRequest, Watched, WatchedFinding } from '../../shared/ports/engine/timedWatch';
import type { Analysis } from '../../shared/ports/runtime/analysis';
import type { RuntimeWorks } from '../../shared/ports/runtime/runtimeWork';
import type { ArchiveConnector } from '../../shared/ports/sources/profileArchive';
import { archiveWatch } from './archiveWatch';
import { archivedWork } from './openService';

export interface HistoryParts {
  readonly archives: ArchiveConnector;
  readonly works: RuntimeWorks;
  readonly analysis: Pick<Analysis, 'baselineOf' | 'outliers' | 'versionOutlier'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly thresholds: VerdictThresholds;
  readonly limits: SourceLimits;
  /** Findings with who ignores them, compared with a baseline. */
  readonly judged: (findings: readonly Finding[], baseline: Baseline | null) => readonly WatchedFinding[];
}

/** Opens an archive, judges the history of a service, and lets go of it. @throws LeakLensError */
export async function watchHistory(
  parts: HistoryParts,
  request: HistoryRequest,
  signal: AbortSignal,
): Promise<Watched> {
  const { url, ...named } = request.target;
  const work = archivedWork(parts.works, url);
  const archive = await parts.archives.open(url, { ...named, ...parts.limits }, signal);
  try {
    const { clock, thresholds, analysis } = parts;
    const { sinceMillis, progress } = request;
    const watching = { archive, runtime: work.archived, thresholds, clock, analysis };
    const history = await archiveWatch(watching, { address: url, sinceMillis, progress }, signal);
    const { range, fleet, takenBack, grown, points, moments } = history;
    const replicas = new Map(history.findings.map((one) => [one.finding.id, one.replicas]));
    const found = history.findings.map(({ finding }) => finding);
    const address = printedAddress(url);
    const unread = fleet.replicas.find(({ problem }) => problem !== null)?.problem ?? null;
    return {
      target: { id: address, name: fleet.service, url: address },
      runtime: work.id,
      startedAtMillis: range.fromMillis,
      endedAtMillis: range.untilMillis,
      ending: 'complete',
      // Of a replica that could not be read nobody knows that it is well: the report is whole, and the command fails all the same.
      failure: unread === null ? null : new LeakLensError(unread),
      polls: moments,
      restarts: 0,
      cost: archive.cost,
      pace: null,
      capabilities: nothingAsked,
      points,
      // What limits a replica does not stand in an archive.
      limits: [],
      outlooks: [],
      findings: parts.judged(found, request.baseline).map((one) => ({
        ...one,
        replicas: { having: replicas.get(one.finding.id) ?? [], of: fleet.replicas.length },
      })),
      takenBack,
      grown,
      heaps: null,
      fleet,
      asBaseline: parts.analysis.baselineOf(found, address, range.untilMillis),
    };
  } finally {
    archive.dispose();
  }
}
