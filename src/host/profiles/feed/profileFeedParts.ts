import type { Log } from '../../../shared/ports/log';
import type { MemoryOrigin, MemoryView } from '../../../shared/model/views/memoryView';
import type { OpenedProfile, OpenProfile } from '../../../shared/model/views/profileOrigin';
import type { PprofFiles } from '../../../shared/model/views/pprofFiles';
import type { ViewAnswer, ViewQuery } from '../../../shared/model/views/profileView';
import type { FrameKey } from '../../../shared/model/views/viewFrames';
import type { Outcome } from '../../../shared/wires/lspMessages';
import type { PictureFormat, ProfileViewState, SavedView, ToProfileView } from '../../../shared/wires/profileMessages';
import type { LinePlace } from '../lines/viewOnLines';
import type { FollowedService } from '../live/pollFollower';
import type { ProfileSubject, SubjectProfile } from '../subjects/profileSubject';

/** What the view of a profile needs of the engine. */
export interface ProfileEngine {
  open(request: OpenProfile, signal: AbortSignal): Promise<Outcome<OpenedProfile>>;
  view(handle: string, query: ViewQuery, signal: AbortSignal): Promise<Outcome<ViewAnswer>>;
  /** Where the memory of a process is. */
  memory(origin: MemoryOrigin, signal: AbortSignal): Promise<Outcome<MemoryView>>;
  close(handle: string): void;
}

/** Where what a person chose outlives the view. */
export interface ProfileMemory {
  load(profileId: string): ProfileViewState | null;
  save(profileId: string, state: ProfileViewState): void;
  /** Which of several profiles was looked at. */
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
  /** The service that the subject is of; for another subject one of which nothing is heard. */
  readonly service: FollowedService;
  /** Shows the line of a frame. */
  readonly goTo: (handle: string, frame: FrameKey) => void;
  /** Lets the person choose what to compare the profile with. */
  readonly compare: (profile: SubjectProfile) => void;
  readonly onLines: LinePlace;
  readonly copy: (text: string) => void;
  /** Keeps a picture as a file. */
  readonly save: (format: PictureFormat, content: string) => void;
  /** Which one a person here types into. */
  readonly shell: PprofFiles['shell'];
  /** A time as a person reads it, ms since 1970. */
  readonly timeWords: (atMillis: number) => string;
  /** ms since 1970. */
  readonly now: () => number;
  readonly log: Pick<Log, 'warn'>;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}
