import { LeakLensError } from '../../../shared/model/errors';
import type { MemoryStatistics } from '../../../shared/model/process/memoryStatistics';
import { isRefusal } from '../../../shared/model/target/capabilities';
import type { Clock } from '../../../shared/ports/clock';
import type { Analyser } from '../../../shared/ports/runtime/analyser';
import type { ProfileSource, SourceAnswer } from '../../../shared/ports/sources/profileSource';
import type { TargetReader } from '../../../shared/ports/runtime/targetReader';

export interface CaptureProcessParts {
  readonly source: ProfileSource;
  readonly reader: Pick<TargetReader, 'memoryStatistics'>;
  readonly compareProcesses: Analyser['compareProcesses'];
  readonly clock: Clock;
  /** Cap on an answer after unpacking. */
  readonly maxAnswerBytes: () => number;
  readonly signal: AbortSignal;
}

/** What takes no longer may be asked again. */
const cheapMillis = 500;

/** Balancers that take turns are told by two answers; of those that pick by chance, ten tell 999 in 1,000. */
const turns = 2;
const mostAnswers = 8;

/** As long as answers may take before no more are asked than turns need. */
const looksMillis = 1500;

/** The process that answered first, and whether it answers still: a snapshot of which one half is another process's would be believed. */
export class CaptureProcess {
  private readonly parts: CaptureProcessParts;
  private memory: MemoryStatistics | null = null;
  /** The text of a large heap takes a service long, so it is asked for once. */
  private isTextCheap = false;
  /** Until it has been asked for in vain. */
  private hasVariables = true;

  constructor(parts: CaptureProcessParts) {
    this.parts = parts;
  }

  /** @param textMillis how long the heap's text took, which told the statistics */
  answered(memory: MemoryStatistics, textMillis: number): void {
    this.memory = memory;
    this.isTextCheap = textMillis < cheapMillis;
  }

  /** Asks twice in a row who answers, as balancers take turns. @throws LeakLensError `several-processes` */
  async check(): Promise<void> {
    for (let times = 0; times < turns; times += 1) await this.look();
  }

  /** The same when all else has been asked, more often while it costs little: a balancer may pick by chance. */
  async checkWell(): Promise<void> {
    const { clock } = this.parts;
    const begun = clock.now();
    for (let times = 0; times < turns || (times < mostAnswers && clock.now() - begun < looksMillis); times += 1)
      await this.look();
  }

  private async look(): Promise<void> {
    const { memory } = this;
    const { source, compareProcesses } = this.parts;
    const again = memory === null ? null : await this.readAgain();
    if (memory === null || again === null || compareProcesses(memory, again) !== 'other') return;
    const detail = 'a part of the snapshot would be of another process than the rest';
    throw new LeakLensError({ kind: 'several-processes', subject: source.target.url, detail });
  }

  /** From a page beside pprof, which costs less, where there is one. */
  private async readAgain(): Promise<MemoryStatistics | null> {
    if (this.hasVariables) {
      const beside = await this.besides();
      if (beside !== null) return beside;
      this.hasVariables = false;
    }
    return this.isTextCheap ? this.textAgain() : null;
  }

  /** Null where /debug/vars does not tell. */
  private async besides(): Promise<MemoryStatistics | null> {
    const { answer } = (await this.parts.source.neighbour?.('variables')) ?? { answer: null };
    if (answer === null) return null;
    try {
      return await this.read(answer);
    } catch (error) {
      if (error instanceof LeakLensError && error.problem.kind === 'unreadable') return null;
      throw error;
    }
  }

  /** Null where it is refused: it has been answered before, so the service is not asked twice for it. */
  private async textAgain(): Promise<MemoryStatistics | null> {
    const { source, signal } = this.parts;
    try {
      return await this.read(await source.fetch('heap-text', signal));
    } catch (error) {
      if (error instanceof LeakLensError && isRefusal(error.problem)) return null;
      throw error;
    }
  }

  private read({ bytes, url: subject }: SourceAnswer): Promise<MemoryStatistics> {
    const { reader, maxAnswerBytes, signal } = this.parts;
    // The reader takes over what it gets.
    return reader.memoryStatistics({ bytes: bytes.slice(), subject, maxBytes: maxAnswerBytes() }, signal);
  }
}
