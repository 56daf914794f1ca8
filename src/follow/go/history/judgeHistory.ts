import type { GoSourceReader } from '../../../shared/model/go/goSource';
import type { Told } from '../../../shared/model/told';
import type { VerdictThresholds } from '../../../shared/model/verdictThresholds';
import type { ArchivedRuntime, ReplicaHistory } from '../../../shared/ports/runtime/archivedRuntime';
import type { Clock } from '../../../shared/ports/clock';
import type { OpenReader } from '../../../shared/ports/runtime/targetReader';
import type { PathResolver } from '../paths/pathResolver';
import { SourceFactsCache } from '../source/sourceFactsCache';
import { buildByLabels, filesHere, gatherMoment } from './gatherMoment';

export interface GoHistoryParts {
  readonly openReader: OpenReader;
  readonly sources: GoSourceReader;
  readonly paths: Pick<PathResolver, 'prepareSources'>;
  readonly clock: Clock;
}

/** Go's heap and goroutines, which archives keep; no states, ages and creators, and no runtime.MemStats. */
export function goArchived(parts: GoHistoryParts): ArchivedRuntime {
  return {
    levels: [
      { profile: 'goroutine', series: 'goroutines' },
      { profile: 'heap', series: 'liveHeap' },
    ],
    judge: (history, thresholds, signal) => judgeHistory(parts, history, thresholds, signal),
  };
}

/** One and the same replica, as an archive names it. */
const life = 0;

/** History goes through the reader and the judge that polls go through, moment by moment. */
async function judgeHistory(
  parts: GoHistoryParts,
  { subject, labels, moments }: ReplicaHistory,
  thresholds: VerdictThresholds,
  signal: AbortSignal,
): Promise<Told> {
  const reader = parts.openReader(subject);
  const { sources, clock } = parts;
  const nothing = () => undefined;
  const facts = new SourceFactsCache({ reader: sources, clock, onNews: () => Promise.resolve(), onFailure: nothing });
  try {
    for (const moment of moments) {
      const { recorded } = await gatherMoment(reader, subject, moment);
      const found = await parts.paths.prepareSources(recorded, buildByLabels(subject, labels), signal);
      facts.ask(await reader.judge({ files: filesHere(recorded, found), life }, signal), found);
      if (found.parsed !== null) facts.follow(found.parsed);
    }
    await facts.settled();
    return await reader.verdicts({ facts: facts.facts(), thresholds }, signal);
  } finally {
    reader.dispose();
  }
}
