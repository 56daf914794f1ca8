import type { Disposable } from '../../shared/base/disposable';
import { LeakLensError, toProblem } from '../../shared/model/errors';
import type { ReplicaOf } from '../../shared/model/replica';
import type { Clock } from '../../shared/ports/clock';
import type { Log } from '../../shared/ports/log';
import type { TargetSource } from '../../shared/ports/sources/targetSource';
import type { Sessions } from '../sessions/sessions';
import type { SourceParams } from '../sessions/sourceParams';
import type { TargetSession } from '../sessions/targetSession';
import { mostMembers, type Member, type Members } from './members';
import { twinsAmong } from './twinsAmong';

export interface LivingServiceParts {
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly log: Log;
  readonly sourceOf: (params: SourceParams, signal: AbortSignal) => Promise<TargetSource>;
  /** Other replicas are there, or fewer: what several have in common is another thing now. */
  readonly changed: () => void;
}

/** From one look at who is there to the next: as long as most names are kept by resolvers. */
export const lookPauseMillis = 30_000;

/** Of those that are not there any more so many are kept, the newest. */
const mostGone = 10;

/** A name may have twenty addresses, and each may take as long as an answer may. */
const connectsAtOnce = 4;

/** A replica that was listed once. */
interface Known {
  readonly member: Member;
  /** Null until it has answered; also for another address of a process that is there already. */
  targetId: string | null;
  isListed: boolean;
  /** Of the process, when it was listed last: an address that is not listed may soon be another service's. */
  life: number | null;
  /** The key under which the same process counts; null where it counts itself. */
  twinOf: string | null;
}

/** The replicas of one service as they come and go: new ones join, those that are gone are marked, and one that returns goes on where it was. */
export class LivingService implements Disposable {
  private readonly parts: LivingServiceParts;
  private readonly members: Members;
  private readonly known = new Map<string, Known>();
  private readonly over = new AbortController();
  private timer: Disposable | null = null;
  private looking: Promise<void> | null = null;
  private failure = '';

  constructor(parts: LivingServiceParts, members: Members) {
    this.parts = parts;
    this.members = members;
  }

  /** Connects all that are listed. @throws LeakLensError where nobody says who they are, or not one of them answers */
  async open(signal: AbortSignal): Promise<readonly TargetSession[]> {
    const problems = await this.meet(await this.members.list(signal), signal);
    const sessions = this.all();
    if (sessions.length === 0) {
      const { address: subject } = this.members.replicaOf;
      throw problems[0] ?? new LeakLensError({ kind: 'not-found', subject, detail: 'nobody is listed' });
    }
    this.schedule();
    return sessions;
  }

  /** Those that are followed, and those that are gone and kept. */
  all(): readonly TargetSession[] {
    const { sessions } = this.parts;
    return [...this.known.values()].flatMap(({ targetId }) =>
      targetId === null ? [] : (sessions.find(targetId) ?? []),
    );
  }

  /** Null for a target that is none of its replicas. */
  replicaOf(targetId: string): ReplicaOf | null {
    const own = [...this.known.values()].find((one) => one.targetId === targetId);
    if (own === undefined) return null;
    const twins = [...this.known.values()].filter(({ twinOf }) => twinOf === own.member.key);
    const alsoAt = twins.map(({ member }) => member.params.name ?? member.key);
    const isGone = this.parts.sessions.find(targetId)?.hasLeft === true;
    return {
      ...this.members.replicaOf,
      ...(isGone && { isGone }),
      ...(alsoAt.length > 0 && { alsoAt }),
    };
  }

  /** Looks who is there now, or waits for the look that goes on. Never rejects. */
  look(): Promise<void> {
    this.timer?.dispose();
    this.timer = null;
    this.looking ??= this.lookOnce().finally(() => {
      this.looking = null;
      this.schedule();
    });
    return this.looking;
  }

  dispose(): void {
    this.over.abort();
    this.timer?.dispose();
  }

  private schedule(): void {
    if (this.over.signal.aborted) return;
    this.timer?.dispose();
    this.timer = this.parts.clock.after(lookPauseMillis, () => void this.look());
  }

  private async lookOnce(): Promise<void> {
    const { log } = this.parts;
    const { service } = this.members.replicaOf;
    try {
      const listed = await this.members.list(this.over.signal);
      this.failure = '';
      const before = this.outline();
      await this.meet(listed, this.over.signal);
      this.partFrom(new Set(listed.map(({ key }) => key)));
      if (!this.over.signal.aborted && this.outline() !== before) this.parts.changed();
    } catch (error) {
      if (this.over.signal.aborted) return;
      // Who was there is taken to be there until somebody says otherwise; said once, not with every look.
      const { kind, subject, detail } = toProblem(error, service);
      const reason = `${kind}: ${subject}: ${detail}`;
      if (reason !== this.failure) log.warn(`${service}: its replicas cannot be looked up: ${reason}`);
      this.failure = reason;
    }
  }

  /** Connects those that are new, and those that are back. @returns why some could not be */
  private async meet(listed: readonly Member[], signal: AbortSignal): Promise<readonly LeakLensError[]> {
    const { log } = this.parts;
    const isThere = ({ key }: Member) => {
      const known = this.known.get(key);
      return known !== undefined && (known.twinOf !== null || this.isFollowed(known));
    };
    const room = mostMembers - [...this.known.values()].filter((known) => this.isFollowed(known)).length;
    const wanted = listed.filter((member) => !isThere(member));
    if (wanted.length > Math.max(0, room))
      log.warn(`${this.members.replicaOf.service}: ${listed.length} replicas, of which ${mostMembers} are followed`);
    const joining = wanted.slice(0, Math.max(0, room));
    const problems: LeakLensError[] = [];
    for (let at = 0; at < joining.length && !signal.aborted; at += connectsAtOnce) {
      problems.push(...(await this.joinAll(joining.slice(at, at + connectsAtOnce), signal)));
    }
    if (signal.aborted) {
      const { address: subject } = this.members.replicaOf;
      throw new LeakLensError({ kind: 'cancelled', subject, detail: 'cancelled' });
    }
    for (const { key } of listed) this.noteListed(key);
    this.countOnce();
    return problems;
  }

  /** In the order in which they are listed, whichever is reached first: that is the order in which they are shown. */
  private async joinAll(members: readonly Member[], signal: AbortSignal): Promise<readonly LeakLensError[]> {
    const { sessions, sourceOf } = this.parts;
    const problems: LeakLensError[] = [];
    const failed = (member: Member, reason: unknown) =>
      problems.push(new LeakLensError(toProblem(reason, member.key), reason));
    const found = await Promise.allSettled(members.map(({ params }) => sourceOf(params, signal)));
    const reached: { readonly member: Member; readonly source: TargetSource }[] = [];
    for (const [at, member] of members.entries()) {
      const one = found[at];
      if (one?.status === 'fulfilled') reached.push({ member, source: one.value });
      else failed(member, one?.reason);
    }
    if (this.over.signal.aborted) {
      for (const { source } of reached) source.dispose();
      return problems;
    }
    // Known before they are told of: none is ever shown as a service by itself.
    for (const { member, source } of reached)
      this.known.set(member.key, { member, targetId: source.target.id, isListed: true, life: null, twinOf: null });
    const opened = await sessions.openAll(
      reached.map(({ source }) => source),
      signal,
    );
    for (const [at, { member }] of reached.entries()) {
      const one = opened[at];
      if (one?.status === 'fulfilled') continue;
      this.known.delete(member.key);
      failed(member, one?.reason);
    }
    return problems;
  }

  private noteListed(key: string): void {
    const known = this.known.get(key);
    if (known === undefined) return;
    known.isListed = true;
    known.life = this.sessionOf(known)?.watch.process?.life ?? known.life;
  }

  /** What is not listed is gone once it does not answer, or another process does: it may only be out of the load for a while. */
  private partFrom(listed: ReadonlySet<string>): void {
    for (const [key, known] of this.known) {
      if (listed.has(key)) continue;
      known.isListed = false;
      if (known.twinOf !== null) {
        this.known.delete(key);
        continue;
      }
      const session = this.sessionOf(known);
      if (session === null || session.hasLeft) continue;
      const isOther = known.life !== null && session.watch.process?.life !== known.life;
      if (session.state().phase !== 'connected' || isOther) session.leave();
    }
    this.forgetOldest();
  }

  private forgetOldest(): void {
    const { sessions } = this.parts;
    const gone = [...this.known].filter(([, known]) => this.sessionOf(known)?.hasLeft === true);
    for (const [key, { targetId }] of gone.slice(0, Math.max(0, gone.length - mostGone))) {
      this.known.delete(key);
      if (targetId !== null) sessions.close(targetId);
    }
  }

  /** Two addresses of one process (IPv4 and IPv6 of a machine) are one replica: the first of them is asked, and the other no more. */
  private countOnce(): void {
    if (!this.members.mayBeOne) return;
    const { sessions, log } = this.parts;
    const counted = [...this.known.values()].filter((known) => known.twinOf === null && this.isFollowed(known));
    const marked = counted.map((known) => ({
      key: known.member.key,
      marks: this.sessionOf(known)?.processMarks ?? [],
    }));
    for (const [key, of] of twinsAmong(marked)) {
      const twin = this.known.get(key);
      if (twin === undefined || twin.targetId === null) continue;
      const { targetId } = twin;
      twin.twinOf = of;
      twin.targetId = null;
      log.info(`${this.members.replicaOf.service}: ${key} is the same process as ${of}`);
      sessions.close(targetId);
    }
    this.standIn();
  }

  /** Where the address that is asked is not there any more, the other one counts. */
  private standIn(): void {
    for (const [key, { twinOf }] of this.known) {
      if (twinOf === null) continue;
      const first = this.known.get(twinOf);
      if (first === undefined || !this.isFollowed(first) || this.sessionOf(first)?.state().phase !== 'connected')
        this.known.delete(key);
    }
  }

  private isFollowed(known: Known): boolean {
    const session = this.sessionOf(known);
    return session !== null && !session.hasLeft;
  }

  private sessionOf({ targetId }: Known): TargetSession | null {
    return targetId === null ? null : this.parts.sessions.find(targetId);
  }

  private outline(): string {
    return [...this.known]
      .map(([key, known]) => `${key} ${String(this.isFollowed(known))} ${known.twinOf ?? ''}`)
      .join('\n');
  }
}
