import type { Disposable } from '../../base/disposable';
import type { RecordedFiles } from '../../model/sourcePaths';
import type { ProfileLines } from '../../model/views/profileLines';
import type { ViewScope } from '../../model/views/viewScope';
import type { ProfileAbout, ViewAnswer, ViewQuery } from '../../model/views/profileView';

/** A profile as it was read. */
export interface ProfileBytes {
  readonly bytes: Uint8Array;
  /** What messages call it. */
  readonly subject: string;
}

export interface ProfileContents {
  readonly about: ProfileAbout;
  /** The files that it names, with their functions. */
  readonly recorded: RecordedFiles;
  /** Its frames are declarations of what holds memory, and no functions: what tells whether a function has moved tells nothing of them. */
  readonly isRetention: boolean;
}

/** What is done with one opened profile where it lies decoded: in a thread of its own. */
export interface ViewerCalls {
  /** Takes the place of what was opened before. @throws LeakLensError when it cannot be decoded, or does not fit its base */
  open(argument: { readonly profile: ProfileBytes; readonly base: ProfileBytes | null }): ProfileContents;
  /** Says which recorded files are the workspace's: recorded name → local path. */
  own(files: ReadonlyMap<string, string>): null;
  /** @throws LeakLensError `not-found` when nothing is open */
  answer(query: ViewQuery): ViewAnswer;
  /** What lines of the workspace's files cost. @throws LeakLensError `not-found` when nothing is open */
  lines(scope: ViewScope): ProfileLines;
}

/** The same for whoever asks. */
export interface ProfileViewer extends Disposable {
  /** The bytes move: they are empty here afterwards. */
  open(profile: ProfileBytes, base: ProfileBytes | null, signal: AbortSignal): Promise<ProfileContents>;
  own(files: ReadonlyMap<string, string>): Promise<void>;
  answer(query: ViewQuery, signal: AbortSignal): Promise<ViewAnswer>;
  lines(scope: ViewScope, signal: AbortSignal): Promise<ProfileLines>;
}

/** Makes a viewer. @param subject what messages call what it is for */
export type OpenViewer = (subject: string) => ProfileViewer;
