import { LatestOnly } from './latestOnly';
import { ViewOnLines, type LinesWanted } from '../lines/viewOnLines';
import { PollFollower } from '../live/pollFollower';
import type { Disposable } from '../../../shared/base/disposable';
import { recordingSeconds } from '../../../shared/model/views/liveProfile';
import type { OpenedOrigin, ProfileOrigin } from '../../../shared/model/views/profileOrigin';
import type { ProfileAbout, ViewQuery } from '../../../shared/model/views/profileView';
import { wholeScope, type ViewScope } from '../../../shared/model/views/viewScope';
import {
  firstProfileState,
  parseFromProfileView,
  type FromProfileView,
  type LiveTitle,
  type ProfileTitle,
  type ProfileViewState,
} from '../../../shared/wires/profileMessages';
import type { NamedViews, ProfileFeedParts } from './profileFeedParts';
import type { SubjectProfile } from '../subjects/profileSubject';

/**
 * The conversation with one view of a profile: what is opened, then an answer to each question. Knows nothing of the editor, so that it
 * can be tested without one.
 */
export class ProfileFeed implements Disposable {
  private readonly parts: ProfileFeedParts;
  private readonly questions = new LatestOnly();
  private readonly follower: PollFollower;
  private readonly lines: ViewOnLines;
  private opening = new AbortController();
  private profile: SubjectProfile | undefined;
  private handle: string | null = null;
  private about: ProfileAbout | null = null;
  /** An earlier answer of the same service that what is seen is compared with. */
  private earlier: Earlier | null = null;
  /** Of the recording that is seen, or was asked for last. */
  private seconds: number = recordingSeconds.usual;

  constructor(parts: ProfileFeedParts) {
    this.parts = parts;
    const { profiles } = parts.subject;
    const chosen = parts.memory.loadChoice();
    this.profile = profiles.find(({ id }) => id === chosen) ?? profiles[0];
    this.lines = new ViewOnLines(parts.onLines, (shown, problem) => parts.post({ type: 'onLines', shown, problem }));
    this.follower = new PollFollower(parts.service, {
      renew: () => this.renew({ follows: true }),
      // What failed because the service was not there is opened when it is.
      missed: () => void this.open(),
    });
  }

  /** Names the profile that is looked at among the subject's. */
  get chosen(): string | null {
    return this.profile?.id ?? null;
  }

  /** Takes what the view posts. Anything that is not a message of the contract is logged and dropped. */
  receive(data: unknown): void {
    const message = parseFromProfileView(data);
    if (message === null) {
      this.parts.log.warn('The view of a profile posted something that is not a message; it was dropped.');
    } else this.take(message);
  }

  /** The file is another one on disk: the person decides whether to look at that. */
  changed(): void {
    this.parts.post({ type: 'changed' });
  }

  /** Shows another of the subject's profiles, or another part of the one that is seen. */
  look(profileId: string, state: ProfileViewState | null): void {
    if (state !== null) this.parts.memory.save(profileId, state);
    if (profileId !== this.profile?.id) this.choose(profileId);
    else if (state !== null && this.handle !== null) {
      this.parts.post({ type: 'look', state });
      this.lines.follow(this.wantedOnLines());
    }
  }

  get isOnLines(): boolean {
    return this.lines.isOn;
  }

  /** Shows what is looked at on source lines, or no longer. */
  toggleLines(): void {
    this.lines.turn(!this.lines.isOn, this.wantedOnLines());
  }

  dispose(): void {
    this.leave();
    this.follower.dispose();
  }

  private take(message: FromProfileView): void {
    const { parts, profile, handle } = this;
    switch (message.type) {
      case 'ready':
        this.tellViews();
        void this.open();
        break;
      case 'reload':
        this.tellViews();
        this.reload();
        break;
      case 'record':
      case 'stop':
      case 'cancel':
        void this.open(message.type === 'record' ? message.seconds : null, message.type === 'stop');
        break;
      case 'follow':
        this.follower.follow(message.on && handle !== null && isFollowable(profile?.live ?? null));
        break;
      case 'onLines':
        this.lines.turn(message.on, this.wantedOnLines());
        break;
      case 'changes':
        this.compareWithSeen(message.on);
        break;
      case 'compare':
        if (profile !== undefined) parts.compare(profile);
        break;
      case 'askMemory':
        void this.tellMemory();
        break;
      case 'ask':
        void this.answer(message.id, message.query);
        break;
      case 'keep':
        if (profile !== undefined) parts.memory.save(profile.id, message.state);
        this.lines.follow(this.wantedOnLines());
        break;
      case 'goTo':
        if (handle !== null) parts.goTo(handle, message.frame);
        break;
      case 'saveView':
        void this.changeViews((views) => views.save(message.state));
        break;
      case 'forgetView':
        void this.changeViews((views) => views.forget(message.name));
        break;
      case 'choose':
        this.choose(message.id);
        break;
      case 'copy':
        parts.copy(message.text);
        break;
      case 'save':
        parts.save(message.format, message.content);
        break;
    }
  }

  /** Never rejects: what fails is reported. */
  private async changeViews(change: (views: NamedViews) => Promise<void>): Promise<void> {
    const { views, report } = this.parts;
    await change(views).catch(report);
    this.tellViews();
  }

  private tellViews(): void {
    this.parts.post({ type: 'views', views: this.parts.views.list() });
  }

  private choose(id: string): void {
    const profile = this.parts.subject.profiles.find((one) => one.id === id);
    if (profile === undefined || profile === this.profile) return;
    this.profile = profile;
    this.parts.memory.saveChoice(id);
    void this.open();
  }

  /** Of a service, what it says now, beside which the old is seen until it is there; a recording is made again, for as long as the last. */
  private reload(): void {
    const live = this.profile?.live ?? null;
    if (live === null || this.handle === null) void this.open();
    else if (live.isRecorded) void this.open(this.seconds);
    else void this.renew();
  }

  /** The service is asked anew, and what is seen becomes what the answer is compared with; or what is seen is seen alone again. */
  private compareWithSeen(on: boolean): void {
    const { handle, about, profile } = this;
    if (handle === null || profile?.live === undefined || profile.live === null || profile.base !== null) return;
    if (!on) void this.renew({ origin: { kind: 'opened', handle }, earlier: null });
    else if (!profile.live.isRecorded) {
      const atMillis = about?.collectedAtMillis ?? this.parts.now();
      void this.renew({ earlier: { handle, name: this.parts.timeWords(atMillis) } });
    }
  }

  /**
   * Never rejects: what fails is told to the view.
   * @param seconds null where no person has said for how long a service is to record
   * @param mayStop a person has read that the service stops for it
   */
  private async open(seconds: number | null = null, mayStop = false): Promise<void> {
    const { profile } = this;
    const { engine, memory, post } = this.parts;
    if (profile === undefined) return;
    this.leave();
    const { signal } = (this.opening = new AbortController());
    const title = this.title(profile);
    if (profile.live?.isRecorded === true && seconds === null) {
      post({ type: 'toRecord', title, seconds: this.seconds });
      return;
    }
    if (profile.live?.stopsProcess === true && !mayStop) {
      post({ type: 'toStop', title, goroutines: this.parts.service.goroutines() });
      return;
    }
    this.seconds = seconds ?? this.seconds;
    post({ type: 'opening', title, seconds });
    const origin = liveOrigin(profile.origin, { seconds, follows: false });
    const outcome = await engine.open({ origin, base: profile.base }, signal);
    if (signal.aborted) {
      if (outcome.ok) engine.close(outcome.value.handle);
      return;
    }
    if (!outcome.ok) {
      const { message, nextStep } = outcome.problem;
      this.follower.wait(outcome.problem.kind === 'not-found' && profile.live !== null);
      post({ type: 'failed', title, message, nextStep });
      return;
    }
    const { handle } = outcome.value;
    const about = this.dated(outcome.value.about, profile);
    this.handle = handle;
    this.about = about;
    post({ type: 'opened', title, about, state: memory.load(profile.id) ?? firstState(profile, about) });
    this.lines.follow(this.wantedOnLines());
  }

  /** Never rejects. What is seen stays until the new one is there, or where it fails. */
  private async renew({ follows = false, origin, earlier = this.earlier }: Renewal = {}): Promise<void> {
    const { profile, handle } = this;
    const { engine, post } = this.parts;
    const { signal } = this.opening;
    if (profile === undefined || handle === null) return;
    const outcome = await engine.open(
      {
        origin: origin ?? liveOrigin(profile.origin, { seconds: null, follows }),
        base: earlier === null ? profile.base : { kind: 'opened', handle: earlier.handle },
      },
      signal,
    );
    if (signal.aborted || this.handle !== handle) {
      if (outcome.ok) engine.close(outcome.value.handle);
      return;
    }
    if (!outcome.ok) {
      post({ type: 'notRenewed', message: outcome.problem.message });
      return;
    }
    const before = [handle, this.earlier?.handle];
    this.handle = outcome.value.handle;
    // What was asked before is seen again: it is as old as it was.
    if (origin === undefined) this.about = this.dated(outcome.value.about, profile);
    else this.about = { ...outcome.value.about, collectedAtMillis: this.about?.collectedAtMillis ?? null };
    this.earlier = earlier;
    this.questions.dispose();
    // Before the old one is let go of, so that what is on the lines stays until the new is there.
    this.lines.follow(this.wantedOnLines());
    for (const left of new Set(before)) if (left !== undefined && left !== earlier?.handle) engine.close(left);
    post({ type: 'renewed', title: this.title(profile), about: this.about });
  }

  /** A text does not say when it was written: of what a service has just answered, that is known. */
  private dated(about: ProfileAbout, { live }: SubjectProfile): ProfileAbout {
    if (live === null || about.collectedAtMillis !== null) return about;
    return { ...about, collectedAtMillis: this.parts.now() };
  }

  private async answer(id: number, query: ViewQuery): Promise<void> {
    const { handle } = this;
    const { engine, post } = this.parts;
    if (handle === null) return;
    const signal = this.questions.next(query.view);
    const outcome = await engine.view(handle, query, signal);
    if (signal.aborted) return;
    if (outcome.ok) post({ type: 'answer', id, answer: outcome.value });
    // The engine was started anew, and knows nothing of what the one before had open.
    else if (outcome.problem.kind === 'not-found') void this.open();
    else post({ type: 'refused', id, message: outcome.problem.message });
  }

  /** Never rejects. What is seen stays where it fails. */
  private async tellMemory(): Promise<void> {
    const { engine, post, subject } = this.parts;
    const { signal } = this.opening;
    if (subject.memory === null) return;
    const outcome = await engine.memory(subject.memory, signal);
    if (signal.aborted) return;
    if (outcome.ok) post({ type: 'memory', memory: outcome.value });
    else post({ type: 'notRenewed', message: outcome.problem.message });
  }

  private leave(): void {
    this.opening.abort();
    this.questions.dispose();
    this.follower.follow(false);
    this.lines.leave();
    for (const left of [this.handle, this.earlier?.handle ?? null]) if (left !== null) this.parts.engine.close(left);
    this.handle = null;
    this.about = null;
    this.earlier = null;
  }

  /** Null while nothing is open. */
  private wantedOnLines(): LinesWanted | null {
    const { profile, handle } = this;
    if (profile === undefined || handle === null) return null;
    const scope = this.parts.memory.load(profile.id)?.scope ?? firstScope(profile);
    return { handle, name: profile.title, scope };
  }

  private title(profile: SubjectProfile): ProfileTitle {
    const { name, detail, baseName, memory, profiles } = this.parts.subject;
    const choices = profiles.map((one) => ({ id: one.id, name: one.name }));
    const { shell } = this.parts;
    const pprof = profile.files === undefined ? null : { ...profile.files, shell };
    const base = profile.base === null ? (this.earlier?.name ?? null) : baseName;
    const live = profile.live === null ? null : { ...profile.live, changes: this.changes(profile) };
    return { name, detail, base, choices, chosen: profile.id, pprof, live, hasMemory: memory !== null };
  }

  private changes({ live, base }: SubjectProfile): LiveTitle['changes'] {
    if (this.earlier !== null) return 'shown';
    return live === null || live.isRecorded || base !== null ? 'none' : 'offered';
  }
}

/** An answer that a service gave before. */
interface Earlier {
  readonly handle: string;
  /** When it was given, for a person. */
  readonly name: string;
}

/** How what is seen becomes what is now. */
interface Renewal {
  /** What polls were answered will do. */
  readonly follows?: boolean;
  /** Instead of asking the service. */
  readonly origin?: OpenedOrigin;
  /** What it is compared with from now on; left out, what it is compared with. */
  readonly earlier?: Earlier | null;
}

/** A recording takes longer than a poll, and nobody stops a service with each. */
function isFollowable(live: SubjectProfile['live']): boolean {
  return live !== null && !live.isRecorded && !live.stopsProcess;
}

function firstState(profile: SubjectProfile, { hasGoroutines }: ProfileAbout): ProfileViewState {
  const tab = hasGoroutines ? 'goroutines' : firstProfileState.tab;
  return { ...firstProfileState, tab, scope: firstScope(profile) };
}

function firstScope({ sample }: SubjectProfile): ViewScope {
  return { ...wholeScope, sample };
}

function liveOrigin(
  origin: ProfileOrigin,
  ask: { readonly seconds: number | null; readonly follows: boolean },
): ProfileOrigin {
  return origin.kind === 'live' ? { ...origin, ...ask } : origin;
}
