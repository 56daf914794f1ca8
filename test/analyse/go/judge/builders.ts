import { verdicts } from '../../../../src/analyse/go/judge/verdicts';
import { type LeakObservation, type SourceKnowledge } from '../../../../src/shared/ports/runtime/judge';
import { defaultThresholds } from '../../../../src/shared/model/verdictThresholds';
import type { Finding } from '../../../../src/shared/model/finding';
import type { Told } from '../../../../src/shared/model/told';
import type { AllocationFacts, LibraryFacts, WaitFacts } from '../../../../src/shared/model/go/goSource';
import type { GoroutineDump } from '../../../../src/shared/model/go/goroutine';
import type { MemoryStatistics } from '../../../../src/shared/model/process/memoryStatistics';
import { inWorkspace, memoryOf } from '../../builders';
import { profileFromText } from '../../../support/profiles/profileText';

/** No source is at hand. */
export const noKnowledge: SourceKnowledge = { wait: () => null, allocation: () => null, library: () => null };

/** The source says the same of every line. */
export function knowing(facts: {
  readonly wait?: Partial<WaitFacts>;
  readonly allocation?: Partial<AllocationFacts>;
  readonly library?: LibraryFacts;
}): SourceKnowledge {
  const wait: WaitFacts = {
    operation: '',
    operand: '',
    inLoop: false,
    endless: false,
    waysOut: [],
    capacity: null,
    otherEnds: [],
    pattern: null,
    fixes: [],
    closes: false,
    ...facts.wait,
  };
  const allocation: AllocationFacts = {
    operation: '',
    shape: 'other',
    operand: '',
    deletes: false,
    bound: null,
    holders: [],
    pattern: null,
    made: null,
    otherEnds: [],
    ...facts.allocation,
  };
  return {
    wait: () => (facts.wait === undefined ? null : wait),
    allocation: () => (facts.allocation === undefined ? null : allocation),
    library: () => facts.library ?? null,
  };
}

/** What a poll of a made process brings; texts as in profileFromText, null for what the service does not offer. */
export interface MadePoll {
  readonly heap?: string | null;
  readonly goroutines?: string | null;
  readonly leaked?: string;
  readonly dump?: GoroutineDump | null;
  readonly memory?: Partial<MemoryStatistics> | null;
  readonly residentBytes?: number;
  readonly life?: number;
}

export interface Watching {
  /** Default: a minute of polls two seconds apart. */
  readonly polls?: number;
  readonly everyMillis?: number;
  readonly knowledge?: SourceKnowledge;
}

/** When a made process is asked first, ms since 1970. */
export const begin = Date.UTC(2026, 10, 20);

/** `size` goroutines that wait at a line of the workspace. */
export const sending = (count: number, place = 'main.work@/ws/work.go:20') =>
  count === 0 ? '' : `runtime.gopark;runtime.chansend;${place} ${String(count)}`;
export const receiving = (count: number, place = 'main.work@/ws/work.go:20') =>
  count === 0 ? '' : `runtime.gopark;runtime.chanrecv;${place} ${String(count)}`;
export const connected = (count: number, place = 'main.read@/ws/read.go:30') =>
  count === 0
    ? ''
    : `internal/poll.runtime_pollWait;internal/poll.(*FD).Read;net.(*netFD).Read;${place} ${String(count)}`;

export function observationOf(poll: MadePoll, nth: number, everyMillis: number): LeakObservation {
  const { heap = '- 0 0 0 0', goroutines, memory } = poll;
  const sampled = { period: 524_288, periodType: { type: 'space', unit: 'bytes' } };
  return {
    atMillis: begin + nth * everyMillis,
    memory:
      memory === null ? null : memoryOf({ numGc: nth + 1, mallocs: nth * 1_000_000, totalAlloc: nth * 1e8, ...memory }),
    heap: heap === null ? null : profileFromText(heap, sampled),
    goroutines: goroutines === null ? null : profileFromText(goroutines || 'main.main 1'),
    dump: poll.dump ?? null,
    residentBytes: poll.residentBytes ?? null,
    leaked:
      poll.leaked === undefined
        ? null
        : profileFromText(poll.leaked, { sampleTypes: [{ type: 'goroutineleak', unit: 'count' }] }),
  };
}

/** Follows a made process and hands back what is told after each poll. */
export function toldEach(
  made: (nth: number) => MadePoll,
  watching: Watching = {},
): Pick<Told, 'findings' | 'earlier'>[] {
  const { polls = 31, everyMillis = 2000, knowledge = noKnowledge } = watching;
  const judge = verdicts.createJudge();
  return Array.from({ length: polls }, (_, nth) => {
    const poll = made(nth);
    judge.observe(observationOf(poll, nth, everyMillis), inWorkspace, poll.life ?? 0);
    judge.questions();
    const findings = judge.findings(knowledge, defaultThresholds);
    return { findings, earlier: judge.earlier() };
  });
}

/** The findings alone. */
export function watchEach(made: (nth: number) => MadePoll, watching: Watching = {}): (readonly Finding[])[] {
  return toldEach(made, watching).map(({ findings }) => findings);
}

/** The findings at the end. */
export function watch(made: (nth: number) => MadePoll, watching: Watching = {}): readonly Finding[] {
  return watchEach(made, watching).at(-1) ?? [];
}

export function evidence(finding: Finding | undefined, name: Finding['evidence'][number]['name']): number | undefined {
  return finding?.evidence.find((one) => one.name === name)?.value;
}
