import type { ProfileViewState } from '../../shared/wires/profileMessages';

/** What to show of what an address leads to. */
export interface ProfileLook {
  /** Which of its profiles. */
  readonly profileId: string;
  /** Which part of it, made of what is chosen now; null for what was seen last. */
  readonly state: ((now: ProfileViewState) => ProfileViewState) | null;
}
