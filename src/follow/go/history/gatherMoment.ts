import { LeakLensError } from '../../../shared/model/errors';
import type { ArchiveLabels } from '../../../shared/model/archive/archive';
import type { LevelsBetween } from '../../../shared/model/archive/levels';
import type { BuildFacts, PreparedSources, RecordedFiles } from '../../../shared/model/sourcePaths';
import type { HistoryMoment } from '../../../shared/ports/runtime/archivedRuntime';
import type { Gathered, RoundLook, TakenRequest, TargetReader } from '../../../shared/ports/runtime/targetReader';

/** Cap on a profile after unpacking. */
const maxBytes = 2 ** 28;

/** What adds up to so many times its number is a sum of several scrapes. */
const sumsFrom = 1.5;

/** Puts one moment of a history through a reader, as a round of polls would be. @throws LeakLensError also for a sum of several scrapes */
export async function gatherMoment(
  reader: TargetReader,
  subject: string,
  { profiles, atMillis, between }: HistoryMoment,
): Promise<Gathered> {
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

/**
 * The commit that labels name, as Pyroscope's integration with git has it, tells where lines stand now, as long as the functions that the
 * profiles name begin where it says: a label may be older than what runs. Repository and root path tell where files are.
 */
export function buildByLabels(subject: string, labels: ArchiveLabels): BuildFacts {
  const revision = labels['service_git_ref'] ?? null;
  const repository = labels['service_repository'] ?? '';
  const rootPath = (labels['service_root_path'] ?? '').split('/').filter((part) => part !== '' && part !== '.');
  const isPlace = repository !== '' && !rootPath.includes('..');
  return {
    build: `${subject} ${revision ?? ''}`,
    ...(isPlace && { keptIn: { repository, rootPath: rootPath.join('/') } }),
    mainPackage: null,
    goVersion: null,
    revision,
    isRevisionClean: false,
    ...(revision !== null && { isRevisionDeployed: true as const }),
    builtAtMillis: null,
  };
}

/** Those of the workspace. */
export function filesHere(recorded: RecordedFiles, { resolve }: PreparedSources): RoundLook['files'] {
  const found = [...recorded.keys()].flatMap((file): [string, string][] => {
    const path = resolve(file);
    return path === null ? [] : [[file, path]];
  });
  return new Map(found);
}
