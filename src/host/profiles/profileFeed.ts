import { LatestOnly } from './latestOnly';
import type { Disposable } from '../../shared/base/disposable';
import type { Log } from '../../shared/ports/log';
import type { OpenedProfile, OpenProfile } from '../../shared/model/views/profileOrigin';
import type { ViewAnswer, ViewQuery } from '../../shared/model/views/profileView';
import type { PprofFiles } from '../../shared/model/views/pprofFiles';
import type { FrameKey } from '../../shared/model/views/viewFrames';
import type { Outcome } from '../../shared/wires/lspMessages';
import {
  firstProfileState,
  parseFromProfileView,
  type PictureFormat,
  type ProfileTitle,
  type ProfileViewState,
  type SavedView,
  type ToProfileView,
} from '../../shared/wires/profileMessages';
import type { ProfileSubject, SubjectProfile } from './profileSubject';

/** What the view of a profile needs of the engine. */
export interface ProfileEngine {
  open(request: OpenProfile, signal: AbortSignal): Promise<Outcome<OpenedProfile>>;
  view(handle: string, query: ViewQuery, signal: AbortSignal): Promise<Outcome<ViewAnswer>>;
  close(handle: string): void;
}

/** Where what a person chose outlives the view. */
export interface ProfileMemory {
  load(profileId: string): ProfileViewState | null;
  save(profileId: string, state: ProfileViewState): void;
  /** Which of several profiles is looked at; null before anybody chose. */
  loadChoice(): string | null;
  saveChoice(profileId: string): void;
}

/** Views that have a name, for all profiles of a workspace. */
export interface NamedViews {
  list(): readonly SavedView[];
  /** Asks for the name. */
  save(state: ProfileViewState): Promise<void>;
  forget(name: string): Promise<void>;
}

export interface ProfileFeedParts {
  readonly engine: ProfileEngine;
  readonly subject: ProfileSubject;
  readonly memory: ProfileMemory;
  readonly views: NamedViews;
  readonly post: (message: ToProfileView) => void;
  /** Shows the line of a frame. */
  readonly goTo: (handle: string, frame: FrameKey) => void;
  readonly copy: (text: string) => void;
  /** Keeps a picture as a file. */
  readonly save: (format: PictureFormat, content: string) => void;
  /** Which one a person here types into. */
  readonly shell: PprofFiles['shell'];
  readonly log: Pick<Log, 'warn'>;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}

/**
 * The conversation with one view of a profile: what is opened, then an answer to each question. Knows nothing of the editor, so that it
 * can be tested without one.
 */
export class ProfileFeed implements Disposable {
  private readonly parts: ProfileFeedParts;
  private readonly questions = new LatestOnly();
  private opening = new AbortController();
  private profile: SubjectProfile | undefined;
  private handle: string | null = null;

  constructor(parts: ProfileFeedParts) {
    this.parts = parts;
    const { profiles } = parts.subject;
    const chosen = parts.memory.loadChoice();
    this.profile = profiles.find(({ id }) => id === chosen) ?? profiles[0];
  }

  /** Takes what the view posts. Anything that is not a message of the contract is logged and dropped. */
  receive(data: unknown): void {
    const message = parseFromProfileView(data);
    switch (message?.type) {
      case undefined:
        this.parts.log.warn('The view of a profile posted something that is not a message; it was dropped.');
        break;
      case 'ready':
      case 'reload':
        this.tellViews();
        void this.open();
        break;
      case 'ask':
        void this.answer(message.id, message.query);
        break;
      case 'keep':
        if (this.profile !== undefined) this.parts.memory.save(this.profile.id, message.state);
        break;
      case 'goTo':
        if (this.handle !== null) this.parts.goTo(this.handle, message.frame);
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
        this.parts.copy(message.text);
        break;
      case 'save':
        this.parts.save(message.format, message.content);
        break;
    }
  }

  /** The file is another one on disk: the person decides whether to look at that. */
  changed(): void {
    this.parts.post({ type: 'changed' });
  }

  dispose(): void {
    this.leave();
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

  /** Never rejects: what fails is told to the view. */
  private async open(): Promise<void> {
    const { profile } = this;
    const { engine, memory, post } = this.parts;
    if (profile === undefined) return;
    this.leave();
    const { signal } = (this.opening = new AbortController());
    const title = this.title(profile);
    post({ type: 'opening', title });
    const outcome = await engine.open({ origin: profile.origin, base: profile.base }, signal);
    if (signal.aborted) {
      if (outcome.ok) engine.close(outcome.value.handle);
      return;
    }
    if (!outcome.ok) {
      const { message, nextStep } = outcome.problem;
      post({ type: 'failed', title, message, nextStep });
      return;
    }
    const { handle, about } = outcome.value;
    this.handle = handle;
    post({ type: 'opened', title, about, state: memory.load(profile.id) ?? firstProfileState });
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

  private leave(): void {
    this.opening.abort();
    this.questions.dispose();
    if (this.handle !== null) this.parts.engine.close(this.handle);
    this.handle = null;
  }

  private title(profile: SubjectProfile): ProfileTitle {
    const { name, detail, baseName, profiles } = this.parts.subject;
    const choices = profiles.map((one) => ({ id: one.id, name: one.name }));
    const { shell } = this.parts;
    const pprof = profile.files === undefined ? null : { ...profile.files, shell };
    return { name, detail, base: profile.base === null ? null : baseName, choices, chosen: profile.id, pprof };
  }
}
