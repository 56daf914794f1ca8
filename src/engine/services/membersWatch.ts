import type { Disposable } from '../../shared/base/disposable';
import { toProblem, type Problem } from '../../shared/model/errors';
import type { Clock } from '../../shared/ports/clock';
import type { Watched, WatchNews, WatchRequest } from '../../shared/ports/engine/timedWatch';
import type { ReplicaWatch } from '../archives/joinWatches';
import type { TargetSession } from '../sessions/targetSession';
import { joinRuns } from './joinRuns';
import { lookPauseMillis } from './livingService';
import { mostMembers, type Member, type Members } from './members';
import { twinsAmong } from './twinsAmong';

export interface MembersWatchParts {
  readonly clock: Clock;
  readonly members: Members;
  /** Watches one of them. @param opened told the session, once there is one. @throws LeakLensError */
  readonly watch: (
    request: WatchRequest,
    opened: (session: TargetSession) => void,
    signal: AbortSignal,
  ) => Promise<Watched>;
}

/** In a row, with nobody there to be watched: as long as a rollout may take to bring somebody. */
const mostVainLooks = 4;

/** A replica that was listed once. */
interface Seen {
  readonly member: Member;
  /** What its watches came to: several where it went away and came back. */
  readonly runs: Watched[];
  /** Ends the watch that goes on; null while none does. */
  running: AbortController | null;
  session: TargetSession | null;
  isListed: boolean;
  /** It did not answer when it was asked last. */
  isSilent: boolean;
  /** Of its process when it was listed last. */
  life: number | null;
  isGone: boolean;
  twinOf: string | null;
  problem: Problem | null;
  readonly isLate: boolean;
}

/** Replicas that come and go are watched for as long as they are there, until the time of the whole watch is over. */
export class MembersWatch {
  private readonly parts: MembersWatchParts;
  private readonly request: WatchRequest;
  private readonly signal: AbortSignal;
  private readonly seen = new Map<string, Seen>();
  private readonly runs = new Set<Promise<void>>();
  private readonly endsAtMillis: number;
  private timer: Disposable | null = null;

  constructor(parts: MembersWatchParts, request: WatchRequest, signal: AbortSignal) {
    this.parts = parts;
    this.request = request;
    this.signal = signal;
    this.endsAtMillis = parts.clock.now() + request.durationMillis;
  }

  /** @param first who was listed at the beginning. Never rejects */
  async run(first: readonly Member[]): Promise<readonly ReplicaWatch[]> {
    for (const member of first) this.begin(member, false);
    this.schedule();
    await this.untilOver();
    this.timer?.dispose();
    await this.note();
    this.countOnce();
    return this.results();
  }

  /** Those that answer no more may be followed by others, or come back: that is waited for a while. */
  private async untilOver(): Promise<void> {
    for (let vain = 0; vain < mostVainLooks;) {
      while (this.runs.size > 0) await Promise.race(this.runs);
      if (!this.isMissed()) return;
      await this.pause();
      if (!this.isMissed()) return;
      await this.look();
      vain = this.runs.size > 0 ? 0 : vain + 1;
    }
  }

  /** Time is left, and somebody who was there is not. */
  private isMissed(): boolean {
    const isLost = ({ runs, isGone, problem, twinOf }: Seen) =>
      twinOf === null && (isGone || problem !== null || runs.at(-1)?.ending === 'lost');
    return !this.isNearlyOver() && [...this.seen.values()].some(isLost);
  }

  /** Who joins at the very end could not be told anything of. */
  private isNearlyOver(): boolean {
    return this.signal.aborted || this.endsAtMillis - this.parts.clock.now() <= lookPauseMillis;
  }

  private pause(): Promise<void> {
    this.timer?.dispose();
    return new Promise((resolve) => {
      const go = () => {
        this.signal.removeEventListener('abort', go);
        resolve();
      };
      this.timer = this.parts.clock.after(lookPauseMillis, go);
      this.signal.addEventListener('abort', go);
    });
  }

  private schedule(): void {
    const { clock } = this.parts;
    this.timer?.dispose();
    if (this.isNearlyOver()) return;
    this.timer = clock.after(lookPauseMillis, () => this.track(this.look()));
  }

  /** A look that goes on is waited for: it may find somebody else. */
  private track(work: Promise<void>): void {
    const run = work.finally(() => this.runs.delete(run));
    this.runs.add(run);
  }

  private async look(): Promise<void> {
    const listed = await this.note();
    this.countOnce();
    const room = mostMembers - [...this.seen.values()].filter(({ running }) => running !== null).length;
    const wanted = listed.filter(({ key }) => {
      const known = this.seen.get(key);
      return known === undefined || (known.running === null && known.twinOf === null);
    });
    for (const member of wanted.slice(0, Math.max(0, room))) this.begin(member, true);
    this.schedule();
  }

  /** Asks who is there, and lets go of who is not. Where nobody can say, those that were there are taken to be. */
  private async note(): Promise<readonly Member[]> {
    const listed = await this.parts.members.list(this.signal).catch(() => null);
    if (listed === null) return [];
    const keys = new Set(listed.map(({ key }) => key));
    for (const [key, one] of this.seen) {
      one.isListed = keys.has(key);
      if (one.isListed) {
        one.life = one.session?.watch.process?.life ?? one.life;
        continue;
      }
      const isOther = one.life !== null && one.session?.watch.process?.life !== one.life;
      if (one.running !== null && !one.isSilent && !isOther) continue;
      one.isGone = true;
      one.running?.abort();
    }
    return listed;
  }

  private begin(member: Member, isLate: boolean): void {
    const known = this.seen.get(member.key);
    const one: Seen = known ?? {
      ...{ member, runs: [], session: null, isLate },
      ...{ isListed: true, isSilent: false, life: null, isGone: false, twinOf: null, problem: null, running: null },
    };
    this.seen.set(member.key, one);
    one.isGone = false;
    one.problem = null;
    one.running = new AbortController();
    this.track(this.watchOne(one, one.running));
  }

  private async watchOne(one: Seen, running: AbortController): Promise<void> {
    const { address, ...target } = one.member.params;
    const durationMillis = this.endsAtMillis - this.parts.clock.now();
    const progress = (news: WatchNews) => {
      one.isSilent = news.kind === 'silent';
      this.request.progress(news);
    };
    const request = { ...this.request, target, durationMillis, progress, ...(address !== undefined && { address }) };
    try {
      const signal = AbortSignal.any([this.signal, running.signal]);
      one.runs.push(await this.parts.watch(request, (session) => (one.session = session), signal));
    } catch (error) {
      if (!running.signal.aborted) one.problem = toProblem(error, one.member.params.name ?? one.member.key);
    } finally {
      one.running = null;
    }
  }

  /** Two addresses of one process are one replica: the first of them is watched on. */
  private countOnce(): void {
    if (!this.parts.members.mayBeOne) return;
    const counted = [...this.seen.values()].filter(({ twinOf, isGone }) => twinOf === null && !isGone);
    const marked = counted.map(({ member, session }) => ({ key: member.key, marks: session?.processMarks ?? [] }));
    for (const [key, of] of twinsAmong(marked)) {
      const twin = this.seen.get(key);
      if (twin === undefined) continue;
      twin.twinOf = of;
      twin.running?.abort();
    }
  }

  private results(): readonly ReplicaWatch[] {
    const counted = [...this.seen.values()].filter((one) => one.twinOf === null);
    return counted.flatMap((one): readonly ReplicaWatch[] => {
      const watched = joinRuns(one.runs);
      // Who was gone before it could be asked has told nothing.
      if (watched === null && one.isGone) return [];
      const twins = [...this.seen.values()].filter(({ twinOf }) => twinOf === one.member.key);
      const name = nameOf(one);
      const problem = one.isGone ? null : one.problem;
      return [{ name, watched, problem, isGone: one.isGone, isLate: one.isLate, alsoAt: twins.map(nameOf) }];
    });
  }
}

function nameOf({ member }: Seen): string {
  return member.params.name ?? member.key;
}
