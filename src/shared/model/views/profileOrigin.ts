import type { SnapshotFileName } from '../snapshot';
import type { LiveProfile } from './liveProfile';
import type { ProfileAbout } from './profileView';

/** Where a profile is from that somebody looks at. */
export type ProfileOrigin =
  /** Absolute path of a file of this machine, named by a person. */
  | { readonly kind: 'file'; readonly path: string }
  /** A file of a snapshot in the store. */
  | { readonly kind: 'snapshot'; readonly id: string; readonly file: SnapshotFileName }
  /** What a poll was answered in the past, and the engine kept. */
  | PastOrigin
  /** What a connected service answers now. */
  | LiveOrigin;

export interface PastOrigin {
  readonly kind: 'past';
  readonly targetId: string;
  /** Of the round, ms since 1970. */
  readonly atMillis: number;
  readonly file: SnapshotFileName;
}

export interface LiveOrigin {
  readonly kind: 'live';
  readonly targetId: string;
  readonly profile: LiveProfile;
  /** How long the service records; null for what is of a moment. */
  readonly seconds: number | null;
  /** It is opened with each poll: what the poll was answered is taken where it is the same, so that the service is not asked twice. */
  readonly follows: boolean;
}

/** What messages call it. */
export function originSubject(origin: ProfileOrigin | OpenedOrigin): string {
  switch (origin.kind) {
    case 'file':
      return origin.path;
    case 'snapshot':
    case 'past':
      return origin.file;
    case 'live':
      return origin.profile;
    case 'opened':
      return origin.handle;
  }
}

/** What somebody has open: the very same, that of a service is not asked for again. */
export interface OpenedOrigin {
  readonly kind: 'opened';
  readonly handle: string;
}

/** A profile to be looked at, or the difference of two. */
export interface OpenProfile {
  readonly origin: ProfileOrigin | OpenedOrigin;
  readonly base: ProfileOrigin | OpenedOrigin | null;
}

/** An opened profile. Whoever opened it closes it; what is the same is held once, however many have it open. */
export interface OpenedProfile {
  readonly handle: string;
  readonly about: ProfileAbout;
}

/** A frame's line in a file of this machine. */
export interface FramePlace {
  /** Absolute. */
  readonly path: string;
  /** 1-based, as the file is now. */
  readonly line: number;
  /** False for libraries and Go's own sources: to be read, and not to be edited. */
  readonly inWorkspace: boolean;
}
