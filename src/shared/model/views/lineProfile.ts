import type { LiveProfile } from './liveProfile';
import type { FrameKey } from './viewFrames';

/** A profile of a connected service that says something of a line, and the function in it that the line belongs to. */
export interface LineProfile {
  readonly targetId: string;
  readonly targetName: string;
  readonly profile: LiveProfile;
  /** Of the function as a whole. */
  readonly frame: FrameKey;
}
