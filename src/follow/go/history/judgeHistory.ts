import { LeakLensError } from '../../../shared/model/errors';
import type { LevelsBetween } from '../../../shared/model/archive/levels';
import type { BuildFacts, PreparedSources } from '../../../shared/model/sourcePaths';
import type { GoSourceReader } from '../../../shared/model/go/goSource';
import type { Told } from '../../../shared/model/told';
import type { VerdictThresholds } from '../../../shared/model/verdictThresholds';
import type { ArchivedRuntime, HistoryMoment, ReplicaHistory } from '../../../shared/ports/runtime/archivedRuntime';
import type { Clock } from '../../../shared/ports/clock';
import type { OpenReader, TakenRequest, TargetReader } from '../../../shared/ports/runtime/targetReader';
import type { PathResolver } from '../paths/pathResolver';
import { SourceFactsCache } from '../source/sourceFactsCache';

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

/** Cap on a profile after unpacking. */
const maxBytes = 2 ** 28;

/** One and the same replica, as an archive names it. */
const life = 0;

/** What adds up to so many times its number is a sum of several scrapes. */
const sumsFrom = 1.5;

/** History goes through the reader and the judge that polls go through, moment by moment. */
async function judgeHistory(
  parts: GoHistoryParts,
  history: ReplicaHistory,
  thresholds: VerdictThresholds,
  signal: AbortSignal,
): Promise<Told> {
  const reader = parts.openReader(history.subject);
  const { sources, clock } = parts;
  const nothing = () => undefined;
  const facts = new SourceFactsCache({ reader: sources, clock, onNews: () => Promise.resolve(), onFailure: nothing });
  try {
    for (const moment of history.moments) {
      const gathered = await gather(reader, history.subject, moment);
      const { recorded } = gathered;
      const found = await parts.paths.prepareSources(recorded, buildOf(history), signal);
      const files = new Map([...recorded.keys()].flatMap((file) => fileHere(file, found)));
      facts.ask(await reader.judge({ files, life }, signal), found);
      if (found.parsed !== null) facts.follow(found.parsed);
    }
    await facts.settled();
    return await reader.verdicts({ facts: facts.facts(), thresholds }, signal);
  } finally {
    reader.dispose();
  }
}

async function gather(reader: TargetReader, subject: string, { profiles, atMillis, between }: HistoryMoment) {
  const { heap, goroutine } = profiles;
  let beginsRound = true;
  for (const [request, profile] of Object.entries({ heap, goroutine })) {
    if (profile === undefined) continue;
    // The reader takes the bytes over.
    const bytes = profile.bytes.slice();
    await reader.take({ request: request as TakenRequest, beginsRound, bytes, subject, maxBytes });
    beginsRound = false;
  }
  const taken = { heap: heap !== undefined, goroutines: goroutine !== undefined };
  const levels = between.map(levelsOf);
  const gathered = await reader.gather({ atMillis, residentBytes: null, memory: null, between: levels, taken });
  requireSingle(subject, gathered.liveHeapBytes, heap?.expected);
  requireSingle(subject, gathered.goroutines, goroutine?.expected);
  return gathered;
}

function levelsOf({ atMillis, profile, sum }: HistoryMoment['between'][number]): LevelsBetween {
  return {
    atMillis,
    goroutines: profile === 'goroutine' ? sum : null,
    liveBytes: profile === 'heap' ? sum : null,
  };
}

/** @throws LeakLensError for what is no single scrape: levels that are added up say nothing */
function requireSingle(subject: string, sum: number | null, expected = 0): void {
  if (sum === null || expected <= 0 || sum <= expected * sumsFrom) return;
  const detail = `${String(sum)} where ${String(expected)} was scraped`;
  throw new LeakLensError({ kind: 'archive', subject, detail, archive: 'summed' });
}

/** The commit that labels name, as Pyroscope's integration with git has it, tells where lines stand now; that nothing else was built it does not say. */
function buildOf({ subject, labels }: ReplicaHistory): BuildFacts {
  const revision = labels['service_git_ref'] ?? null;
  return {
    build: `${subject} ${revision ?? ''}`,
    mainPackage: null,
    goVersion: null,
    revision,
    isRevisionClean: false,
    builtAtMillis: null,
  };
}

function fileHere(file: string, { resolve }: PreparedSources): readonly (readonly [string, string])[] {
  const path = resolve(file);
  return path === null ? [] : [[file, path]];
}
