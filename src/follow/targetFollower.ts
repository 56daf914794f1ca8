import { DisposableStore } from '../shared/base/disposable';
import { LeakLensError } from '../shared/model/errors';
import type { Probed, ProbeName } from '../shared/model/finding';
import type { Clock } from '../shared/ports/clock';
import type { FollowOptions, Follower } from '../shared/ports/runtime/follower';
import type { NodeReports } from '../shared/ports/runtime/nodeLooks';
import type { OpenSession, RuntimeSession } from '../shared/ports/runtime/runtimeSession';
import { Poller } from './pace/poller';

export interface FollowerParts {
  readonly openSession: OpenSession;
  readonly clock: Clock;
}

/** One target, followed over the lives of the processes that answer there. What it is asked, and what that means, its runtime knows. */
export class TargetFollower implements Follower {
  private readonly options: FollowOptions;
  private readonly disposables = new DisposableStore();
  private readonly poller: Poller;
  private readonly session: RuntimeSession;
  /** The last round failed, so that another process may answer by now. */
  private isDoubtful = false;
  private life: number;
  private build: number;

  constructor({ openSession, clock }: FollowerParts, options: FollowOptions) {
    this.options = options;
    this.life = options.firstLife;
    this.build = options.firstBuild;
    const { source, settings, events, memory } = options;
    this.session = this.disposables.add(
      openSession({
        source,
        settings,
        memory,
        onNews: () => this.judgeAgain(),
        warned: (what, error) => {
          if (!this.disposables.isDisposed) events.warned(what, error);
        },
      }),
    );
    this.poller = this.disposables.add(
      new Poller({
        clock,
        poll: (signal) => this.pollOnce(signal),
        intervalMillis: () => this.session.pace().pauseMillis,
        onFailure: (error, nextAttemptMillis) => {
          this.isDoubtful = true;
          events.failed(error, nextAttemptMillis);
        },
      }),
    );
  }

  pollNow(): Promise<void> {
    return this.poller.pollNow();
  }

  intervalChanged(): void {
    this.poller.intervalChanged();
  }

  async askForLeaks(): Promise<boolean> {
    this.session.demandProof();
    await this.poller.pollNow();
    if (this.session.isProofDemanded) await this.poller.pollNow();
    return this.session.canProve;
  }

  async probe(finding: string, probe: ProbeName, signal: AbortSignal): Promise<Probed> {
    if (this.session.probe === undefined) {
      throw new LeakLensError({ kind: 'not-found', subject: probe, detail: 'nothing that can be tried here' });
    }
    const probed = await this.session.probe(finding, probe, signal);
    await this.judgeAgain();
    return probed;
  }

  get reports(): NodeReports | null {
    return this.session.reports ?? null;
  }

  remember(): Promise<string> {
    return this.session.remember();
  }

  explained(): Promise<void> {
    return this.session.explained();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  /** A history is told from its beginning, one round after the other. */
  private async pollOnce(signal: AbortSignal): Promise<void> {
    do await this.round(signal);
    while (this.session.isBehind === true && !signal.aborted && !this.disposables.isDisposed);
  }

  private async round(signal: AbortSignal): Promise<void> {
    const heard = await this.session.ask({ isDoubtful: this.isDoubtful }, signal);
    this.isDoubtful = false;
    if (heard === null) {
      if (!this.disposables.isDisposed) this.options.events.unchanged?.();
      return;
    }
    const { atMillis, values, limits, cost, isOtherProcess: restarted } = heard;
    if (restarted) this.life += 1;
    const understood = await this.session.understand({ life: this.life, isOther: restarted }, signal);
    if (understood.isNewBuild) this.build += 1;
    // As it is written and read again: the first build has no number.
    const process = { life: this.life, ...(this.build > 0 && { build: this.build }) };
    const point = { ...process, atMillis, values };
    const before = heard.before?.map((one) => ({ ...process, ...one }));
    const round = {
      point,
      ...(before !== undefined && { before }),
      limits,
      cost,
      pace: this.session.pace(),
      ...understood,
      restarted,
    };
    if (!this.disposables.isDisposed) await this.options.events.round(round);
  }

  /** The source told something after its round was over. */
  private async judgeAgain(): Promise<void> {
    const { events } = this.options;
    try {
      const told = await this.session.judgeAgain();
      if (!this.disposables.isDisposed) events.explained(told);
    } catch (error) {
      if (!this.disposables.isDisposed) events.warned('what the source says came to nothing', error);
    }
  }
}
