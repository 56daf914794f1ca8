import type { Analysis } from '../../shared/ports/runtime/analysis';
import type { Disposable } from '../../shared/base/disposable';
import { LeakLensError, toProblem } from '../../shared/model/errors';
import type { Followers, FollowSettings } from '../../shared/ports/runtime/follower';
import type { Log } from '../../shared/ports/log';
import { isReplicaSource } from '../../shared/ports/sources/replicaSource';
import type { TargetSource } from '../../shared/ports/sources/targetSource';
import type { SeriesStore, VerdictStore } from '../../shared/ports/stores';
import type { SeriesPoint } from '../../shared/model/series/series';
import type { SiteReport } from '../../shared/model/siteReport';
import type { Target } from '../../shared/model/target/target';
import type { Runtimes } from '../../shared/ports/runtime/runtime';
import type { UnsavedEdits } from '../lines/unsavedEdits';
import { TargetSession, type EarlierWatch, type ToldFindings } from './targetSession';

export interface SessionsParts {
  readonly analysis: Analysis;
  readonly runtimes: Runtimes;
  readonly followers: Followers;
  readonly unsaved: UnsavedEdits;
  readonly series: SeriesStore;
  readonly remembered: VerdictStore;
  readonly log: Log;
  /** How targets are followed; read anew for each round. */
  readonly settings: () => FollowSettings;
}

export interface SessionsEvents {
  /** A target came or went, or its phase, problem or numbers changed. */
  readonly changed: () => void;
  /** Awaited before a target that is new is followed. Must not reject. */
  readonly opening: (target: Target) => Promise<void>;
  readonly reported: (session: TargetSession, report: SiteReport, told: ToldFindings) => void;
  readonly seriesGrew: (targetId: string, points: readonly SeriesPoint[]) => void;
  /** A target is followed from now on. */
  readonly opened: (session: TargetSession) => void;
  readonly closed: (targetId: string) => void;
}

/** The targets that are connected, one session each. */
export class Sessions implements Disposable {
  private readonly parts: SessionsParts;
  private readonly events: SessionsEvents;
  private readonly byTarget = new Map<string, TargetSession>();
  private isDisposed = false;

  constructor(parts: SessionsParts, events: SessionsEvents) {
    this.parts = parts;
    this.events = events;
  }

  all(): readonly TargetSession[] {
    return [...this.byTarget.values()];
  }

  find(targetId: string): TargetSession | null {
    return this.byTarget.get(targetId) ?? null;
  }

  /** @throws LeakLensError `not-found` */
  get(targetId: string): TargetSession {
    const session = this.byTarget.get(targetId);
    if (session === undefined)
      throw new LeakLensError({ kind: 'not-found', subject: targetId, detail: 'not connected' });
    return session;
  }

  /** Follows a source that has just proved to answer, and polls once. @throws LeakLensError */
  async open(source: TargetSource, signal: AbortSignal): Promise<TargetSession> {
    return this.polled(this.attach(source, signal), signal);
  }

  /** Follows several as `open` does one, polled side by side, in the order given: whichever answers first, that is the order of `all`. */
  async openAll(
    sources: readonly TargetSource[],
    signal: AbortSignal,
  ): Promise<readonly PromiseSettledResult<TargetSession>[]> {
    const opened: Promise<TargetSession>[] = [];
    for (const source of sources) {
      const attached = this.attach(source, signal);
      opened.push(this.polled(attached, signal));
      await Promise.allSettled([attached]);
    }
    return Promise.allSettled(opened);
  }

  /**
   * The session that follows the target of a source that has just proved to answer. A target that is followed already keeps its
   * session; one that does not answer any more is taken over. The source ends with its session, or here. @throws LeakLensError
   */
  async attach(
    source: TargetSource,
    signal: AbortSignal,
    settings: () => FollowSettings = this.parts.settings,
  ): Promise<TargetSession> {
    try {
      const session = await this.sessionFor(source, signal, settings);
      if (session.source !== source) source.dispose();
      return session;
    } catch (error) {
      source.dispose();
      throw error;
    }
  }

  close(targetId: string): void {
    const session = this.byTarget.get(targetId);
    if (session === undefined) return;
    this.byTarget.delete(targetId);
    session.dispose();
    this.events.closed(targetId);
    this.parts.log.info(`${session.source.target.name}: disconnected`);
    this.events.changed();
  }

  /** The interval between polls is another one now. */
  intervalChanged(): void {
    for (const session of this.byTarget.values()) session.intervalChanged();
  }

  dispose(): void {
    this.isDisposed = true;
    for (const session of this.byTarget.values()) session.dispose();
    this.byTarget.clear();
  }

  /** The session of the source's target: the one there is, if it works, else a new one with this source. */
  private async sessionFor(
    source: TargetSource,
    signal: AbortSignal,
    settings: () => FollowSettings,
  ): Promise<TargetSession> {
    const { target } = source;
    const known = this.byTarget.get(target.id);
    if (known !== undefined && known.state().phase !== 'connected') {
      await known.pollNow();
      // This source has just proved to answer, the old one does not: its credentials or certificates are out of date.
      if (known === this.byTarget.get(target.id) && known.state().phase !== 'connected') this.close(target.id);
    }
    // What an archive keeps is asked for anew, and kept nowhere else.
    const earlier = isReplicaSource(source)
      ? { points: [], kept: null }
      : { points: await this.earlierPoints(target), kept: await this.earlierVerdicts(target) };
    await this.events.opening(target);
    if (signal.aborted || this.isDisposed) throw cancelled(target.url);
    return this.byTarget.get(target.id) ?? this.start(source, earlier, settings);
  }

  private async polled(attached: Promise<TargetSession>, signal: AbortSignal): Promise<TargetSession> {
    const session = await attached;
    await this.firstPoll(session, signal);
    return session;
  }

  /** Cancelling takes back the connection, too. */
  private async firstPoll(session: TargetSession, signal: AbortSignal): Promise<void> {
    if (session.state().phase === 'connected') return;
    const { target } = session.source;
    const giveUp = () => this.close(target.id);
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      await session.pollNow();
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
    if (signal.aborted) throw cancelled(target.url);
  }

  /** A series that cannot be read is a pity, not a reason to refuse. */
  private async earlierPoints(target: Target): Promise<readonly SeriesPoint[]> {
    try {
      return await this.parts.series.load(target);
    } catch (error) {
      const { subject, detail } = toProblem(error, 'series');
      this.parts.log.warn(`${target.name}: the earlier series cannot be read: ${subject}: ${detail}`);
      return [];
    }
  }

  /** What was found before can be found anew. */
  private async earlierVerdicts(target: Target): Promise<string | null> {
    try {
      return await this.parts.remembered.load(target);
    } catch (error) {
      const { subject, detail } = toProblem(error, 'verdicts');
      this.parts.log.warn(`${target.name}: the earlier verdicts cannot be read: ${subject}: ${detail}`);
      return null;
    }
  }

  private start(source: TargetSource, earlier: EarlierWatch, settings: () => FollowSettings): TargetSession {
    const { id } = source.target;
    const { events } = this;
    const session = new TargetSession(
      { ...this.parts, source, settings, runtime: this.parts.runtimes.of(source.runtime) },
      {
        stateChanged: () => events.changed(),
        reported: (report, told) => {
          if (this.byTarget.get(id) === session) events.reported(session, report, told);
        },
        seriesGrew: (points) => events.seriesGrew(id, points),
      },
      earlier,
    );
    this.byTarget.set(id, session);
    events.opened(session);
    events.changed();
    return session;
  }
}

function cancelled(subject: string): LeakLensError {
  return new LeakLensError({ kind: 'cancelled', subject, detail: 'cancelled' });
}
