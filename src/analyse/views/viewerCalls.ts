import { LeakLensError } from '../../shared/model/errors';
import type { Profile } from '../../shared/model/profile';
import type { RecordedFiles } from '../../shared/model/sourcePaths';
import type { OpenedGoroutines } from '../../shared/model/views/openedGoroutines';
import type { ViewerCalls } from '../../shared/ports/engine/profileViewer';
import { reportedFile } from '../reports/cleanPath';
import { HandedOver, type ServedCalls } from '../../shared/ports/threadCalls';
import { comparedGoroutines, type ComparedGoroutines } from './goroutines/comparedGoroutines';
import { ProfileViews } from './profileViews';
import type { OwnerOf } from './frameTables';
import { packageOwners } from './packageOwners';

/** What other rooms know of a profile. */
export interface ViewerParts {
  /** @throws LeakLensError for what is no profile, and nothing that can be opened as one */
  readonly open: (bytes: Uint8Array, subject: string) => OpenedContents;
  /** Tells whose code the frames of a profile are. @param localPath of a recorded file in the workspace, else null */
  readonly owners: (profile: Profile, localPath: (file: string) => string | null) => OwnerOf;
}

/** What a file holds. */
export interface OpenedContents {
  readonly profile: Profile;
  /** The files that it names, with their functions. */
  readonly recorded: RecordedFiles;
  /** Its frames are declarations of what holds memory, and no functions: what tells whether a function has moved tells nothing of them. */
  readonly isRetention: boolean;
  /** Null for what does not count goroutines. Worked out when it is asked for. */
  readonly goroutines: (() => OpenedGoroutines) | null;
}

interface Opened {
  readonly profile: Profile;
  readonly views: ProfileViews;
  ownerOf: OwnerOf;
  /** Recorded files that are the workspace's, by their names in reports. */
  ownFiles: ReadonlyMap<string, string>;
}

/** Serves the views of one profile at a time. */
export function viewerCalls(parts: ViewerParts): ServedCalls<ViewerCalls> {
  let opened: Opened | null = null;
  const ownerOf = (profile: Profile, files: ReadonlyMap<string, string>): OwnerOf => {
    const plain = parts.owners(profile, (file) => files.get(file) ?? null);
    return packageOwners(profile, plain);
  };
  return {
    open({ profile: read, base: baseRead }) {
      opened = null;
      const own = parts.open(read.bytes, read.subject);
      const { profile } = own;
      const other = baseRead === null ? null : parts.open(baseRead.bytes, baseRead.subject);
      const base = other === null ? null : fittingBase(profile, other.profile, read);
      const views = new ProfileViews(profile, base, comparedIn(own, other));
      opened = { profile, views, ownerOf: ownerOf(profile, new Map()), ownFiles: new Map() };
      return { about: views.about(), recorded: own.recorded, isRetention: own.isRetention };
    },
    own(files) {
      if (opened === null) return null;
      opened.ownerOf = ownerOf(opened.profile, files);
      opened.ownFiles = new Map([...files.keys()].map((file) => [reportedFile(file), file]));
      return null;
    },
    answer(query) {
      const { views, ownerOf: owner } = found(opened);
      const answer = views.answer(query, owner);
      return new HandedOver(answer, buffersIn(answer));
    },
    lines(scope) {
      const { views, ownFiles } = found(opened);
      return views.lines(scope, ownFiles);
    },
  };
}

function comparedIn({ goroutines }: OpenedContents, base: OpenedContents | null): (() => ComparedGoroutines) | null {
  return goroutines === null ? null : () => comparedGoroutines(goroutines(), base?.goroutines?.() ?? null);
}

/** @throws LeakLensError `not-found` */
function found(opened: Opened | null): Opened {
  if (opened !== null) return opened;
  throw new LeakLensError({ kind: 'not-found', subject: 'profile', detail: 'nothing is open' });
}

/** Two profiles can be compared that count something alike. @throws LeakLensError `unreadable` */
function fittingBase(profile: Profile, base: Profile, { subject }: { readonly subject: string }): Profile {
  const known = new Set(base.sampleTypes.map(({ type, unit }) => `${type}/${unit}`));
  if (profile.sampleTypes.some(({ type, unit }) => known.has(`${type}/${unit}`))) return base;
  const detail = `it cannot be compared: the other profile counts ${[...known].join(', ')}`;
  throw new LeakLensError({ kind: 'unreadable', subject, detail });
}

/** The columns of an answer, which nobody here needs any more. */
function buffersIn(value: unknown): readonly ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return value.buffer instanceof ArrayBuffer ? [value.buffer] : [];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.values(value).flatMap((field) => buffersIn(field));
}
