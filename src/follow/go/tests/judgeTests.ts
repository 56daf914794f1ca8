import type { GoSourceReader } from '../../../shared/model/go/goSource';
import type { TestEnd } from '../../../shared/model/go/testedPackage';
import type { Profile } from '../../../shared/model/profile';
import type { BuildFacts } from '../../../shared/model/sourcePaths';
import { defaultThresholds } from '../../../shared/model/verdictThresholds';
import type { Clock } from '../../../shared/ports/clock';
import type { GoDecoder } from '../../../shared/ports/decoder';
import type { Analyser } from '../../../shared/ports/runtime/analyser';
import type { PackageJudge } from '../../../shared/ports/runtime/packageJudge';
import type { JudgeTests } from '../../../shared/ports/judgeTests';
import type { SourcePaths } from '../../../shared/ports/workspacePaths';
import { knowledgeOf } from '../source/sourceFacts';
import { SourceFactsCache } from '../source/sourceFactsCache';

export interface JudgeTestsParts {
  readonly decoder: Pick<GoDecoder, 'profile' | 'goroutineDump'>;
  readonly analyser: Pick<Analyser, 'paths'>;
  readonly judge: PackageJudge;
  readonly isLeakProfile: (profile: Profile) => boolean;
  readonly paths: Pick<SourcePaths, 'prepareSources'>;
  readonly sources: GoSourceReader;
  readonly clock: Clock;
}

/** Reads what tests have left behind, finds its lines, asks the source about them, and judges. */
export function createJudgeTests(parts: JudgeTestsParts): JudgeTests {
  return async (name, end, signal) => {
    const observation = decoded(parts, name, end);
    const { goroutines, heapAfter: heap, dump } = observation;
    const recorded = parts.analyser.paths.recordedFunctions({ goroutines, heap, dump });
    const located = await parts.paths.prepareSources(recorded, buildOf(name, goroutines), signal);
    const verdicts = parts.judge(observation, located.resolve);
    const source = new SourceFactsCache({
      reader: parts.sources,
      clock: parts.clock,
      onNews: () => Promise.resolve(),
      // A verdict stands without it.
      onFailure: () => undefined,
    });
    source.ask(verdicts.questions(defaultThresholds), located);
    await source.settled();
    return verdicts.findings(knowledgeOf(source.facts()), defaultThresholds);
  };
}

function decoded({ decoder, isLeakProfile }: JudgeTestsParts, name: string, end: TestEnd) {
  const { atMillis, waitedSeconds } = end;
  const profile = (bytes: Uint8Array | null) => (bytes === null ? null : decoder.profile(bytes, name));
  const leaked = profile(end.leaked);
  return {
    atMillis,
    waitedSeconds,
    before: decoder.goroutineDump(end.goroutinesBefore, name),
    dump: decoder.goroutineDump(end.goroutinesAfter, name),
    goroutines: decoder.profile(end.goroutines, name),
    heapBefore: profile(end.heapBefore),
    heapAfter: profile(end.heapAfter),
    leaked: leaked !== null && isLeakProfile(leaked) ? leaked : null,
  };
}

/** Built from the files that lie there, just now. */
function buildOf(name: string, { mappings }: Profile): BuildFacts {
  return {
    build: mappings[0]?.buildId ?? name,
    mainPackage: null,
    goVersion: null,
    revision: null,
    isRevisionClean: false,
    builtAtMillis: null,
  };
}
