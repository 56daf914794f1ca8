import type { PublishedBuild } from '../../../shared/model/process/buildInfo';
import type { Analyser, SiteTracker } from '../../../shared/ports/runtime/analyser';
import { LeakLensError } from '../../../shared/model/errors';
import type { GoroutineDump } from '../../../shared/model/go/goroutine';
import type { Judge, LeakObservation, SourceQuestions, Verdicts } from '../../../shared/ports/runtime/judge';
import type { Told } from '../../../shared/model/told';
import type { VerdictThresholds } from '../../../shared/model/verdictThresholds';
import type { MemoryStatistics } from '../../../shared/model/process/memoryStatistics';
import type { GoDecoder } from '../../../shared/ports/decoder';
import type { Profile } from '../../../shared/model/profile';
import type { Redactor } from '../../../shared/ports/redactor';
import type { Redacted } from '../../../shared/model/redaction';
import type { RuntimeMetrics } from '../../../shared/model/process/runtimeMetrics';
import type { SiteReport } from '../../../shared/model/siteReport';
import type {
  Gathered,
  ReadAnswer,
  ReaderCalls,
  RoundLook,
  RoundEnd,
  SourceFacts,
  TakenAnswer,
  TakenSoFar,
} from '../../../shared/ports/runtime/targetReader';
import { knowledgeOf } from '../source/sourceFacts';

export interface ReaderParts {
  /** @param maxBytes cap on an answer after unpacking; all that is made of it is bounded in proportion */
  readonly decoderFor: (maxBytes: number) => GoDecoder;
  readonly analyser: Pick<
    Analyser,
    | 'createSiteTracker'
    | 'liveHeapBytes'
    | 'isHeapProfile'
    | 'goroutineCount'
    | 'isGoroutineProfile'
    | 'paths'
    | 'processMarks'
  >;
  readonly verdicts: Pick<Verdicts, 'createJudge' | 'isLeakProfile'>;
  readonly redactor: Pick<Redactor, 'file'>;
}

/** The answers of one round, as far as they have come. */
interface Open {
  heap: Profile | null;
  goroutines: Profile | null;
  dump: GoroutineDump | null;
  leaked: Profile | null;
}

/** Does the reading, where it is called: in a thread of its own, or in the program that asks. */
export class RoundReader implements ReaderCalls {
  private readonly parts: ReaderParts;
  private readonly judging: Judge;
  private tracker: SiteTracker;
  private trackedLife: number | null = null;
  private open: Open = nothing();
  private round: LeakObservation | null = null;

  constructor(parts: ReaderParts) {
    this.parts = parts;
    this.judging = parts.verdicts.createJudge();
    this.tracker = parts.analyser.createSiteTracker();
  }

  take({ request, beginsRound, bytes, subject, maxBytes }: TakenAnswer): TakenSoFar {
    const decoder = this.parts.decoderFor(maxBytes);
    const { analyser } = this.parts;
    if (beginsRound) this.open = nothing();
    switch (request) {
      case 'heap':
        this.open.heap = recorded(
          checked(decoder.profile(bytes, subject), subject, {
            is: (profile) => analyser.isHeapProfile(profile),
            not: 'it does not say what is in use',
          }),
          subject,
        );
        break;
      case 'goroutine':
        this.open.goroutines = checked(decoder.profile(bytes, subject), subject, {
          is: (profile) => analyser.isGoroutineProfile(profile),
          not: 'it does not count goroutines',
        });
        break;
      case 'goroutine-dump':
        this.open.dump = decoder.goroutineDump(bytes, subject);
        break;
      case 'goroutine-leak':
        this.open.leaked = this.proven(decoder.profile(bytes, subject));
        break;
    }
    const { heap, goroutines, leaked } = this.open;
    return {
      goroutines: goroutines === null ? null : analyser.goroutineCount(goroutines),
      heapStacks: heap?.samples.count ?? 0,
      hasLeakProfile: leaked !== null,
    };
  }

  gather({ taken, ...moment }: RoundEnd): Gathered {
    const { heap, goroutines, dump, leaked } = this.open;
    if ((heap === null) === taken.heap || (goroutines === null) === taken.goroutines) throw lost();
    this.open = nothing();
    this.round = { ...moment, heap, goroutines, dump, leaked };
    const { analyser } = this.parts;
    return {
      marks: analyser.processMarks(this.round),
      buildId: (heap ?? goroutines)?.mappings[0]?.buildId ?? '',
      liveHeapBytes: heap === null ? null : analyser.liveHeapBytes(heap),
      goroutines: goroutines === null ? null : analyser.goroutineCount(goroutines),
      hasDump: dump !== null,
      recorded: analyser.paths.recordedFunctions(this.round),
    };
  }

  report({ files, life }: RoundLook): SiteReport {
    if (this.round === null) throw lost();
    if (this.trackedLife !== null && this.trackedLife !== life) this.tracker = this.parts.analyser.createSiteTracker();
    this.trackedLife = life;
    return this.tracker.observe(this.round, (file) => files.get(file) ?? null);
  }

  judge({ files, life }: RoundLook): SourceQuestions {
    if (this.round === null) throw lost();
    this.judging.observe(this.round, (file) => files.get(file) ?? null, life);
    // What was judged is kept by the judge; the profiles themselves are not needed until the next poll.
    this.round = null;
    return this.judging.questions();
  }

  verdicts({ facts, thresholds }: { facts: SourceFacts; thresholds: VerdictThresholds }): Told {
    const findings = this.judging.findings(knowledgeOf(facts), thresholds);
    return {
      findings,
      takenBack: this.judging.takenBack(),
      earlier: this.judging.earlier(),
      grown: this.judging.grown(thresholds),
    };
  }

  remember(): string {
    return this.judging.remember();
  }

  recall(remembered: string): void {
    this.judging.recall(remembered);
  }

  memoryStatistics({ bytes, subject, maxBytes }: ReadAnswer): MemoryStatistics {
    return this.parts.decoderFor(maxBytes).memoryStatistics(bytes, subject);
  }

  runtimeMetrics({ bytes, subject, maxBytes }: ReadAnswer): RuntimeMetrics {
    return this.parts.decoderFor(maxBytes).runtimeMetrics(bytes, subject);
  }

  publishedBuild({ bytes, subject, maxBytes }: ReadAnswer): PublishedBuild | null {
    return this.parts.decoderFor(maxBytes).publishedBuild(bytes, subject);
  }

  redact({ name, bytes, maxBytes }: Parameters<ReaderCalls['redact']>[0]): Redacted {
    const redacted = this.parts.redactor.file(name, bytes, maxBytes);
    const decoder = this.parts.decoderFor(maxBytes);
    if (name === 'heap.txt') decoder.memoryStatistics(redacted.bytes, name);
    else if (name === 'goroutine.txt') decoder.goroutineDump(redacted.bytes, name);
    else decoder.profile(redacted.bytes, name);
    return redacted;
  }

  /** A server that answers every path with some profile proves nothing. */
  private proven(leaked: Profile): Profile | null {
    return this.parts.verdicts.isLeakProfile(leaked) ? leaked : null;
  }
}

function nothing(): Open {
  return { heap: null, goroutines: null, dump: null, leaked: null };
}

/** A profile of another kind than was asked for is as good as none. @throws LeakLensError `unreadable` */
function checked(
  profile: Profile,
  subject: string,
  wanted: { readonly is: (profile: Profile) => boolean; readonly not: string },
): Profile {
  if (wanted.is(profile)) return profile;
  const types = profile.sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join(', ');
  throw new LeakLensError({ kind: 'unreadable', subject, detail: `a profile of ${types || 'nothing'}: ${wanted.not}` });
}

/**
 * With runtime.MemProfileRate 0 nothing is recorded, and nothing in use is no answer (go: src/runtime/pprof/protomem.go writes the rate as the
 * period).
 */
function recorded(heap: Profile, subject: string): Profile {
  if (heap.period !== 0 || heap.samples.count > 0) return heap;
  const detail = 'memory profiling is off in this program (runtime.MemProfileRate is 0)';
  throw new LeakLensError({ kind: 'unreadable', subject, detail, isProfilingOff: true });
}

/** A thread that was lost with half a round begins with the next one. */
function lost(): LeakLensError {
  const subject = 'What the service answered';
  const detail = 'what was read of this round was lost when another answer of it took too much time or memory';
  return new LeakLensError({ kind: 'too-large', subject, detail });
}
