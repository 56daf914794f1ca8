import { LeakLensError } from '../../shared/model/errors';
import type { Profile } from '../../shared/model/profile';
import type { RecordedFiles } from '../../shared/model/sourcePaths';
import type { ViewerCalls } from '../../shared/ports/engine/profileViewer';
import { HandedOver, type ServedCalls } from '../../shared/ports/threadCalls';
import { ProfileViews } from './profileViews';
import type { OwnerOf } from './frameTables';
import { packageOwners } from './packageOwners';

/** What other rooms know of a profile. */
export interface ViewerParts {
  readonly decode: (bytes: Uint8Array, subject: string) => Profile;
  readonly recordedFiles: (profile: Profile) => RecordedFiles;
  /** Tells whose code the frames of a profile are. @param localPath of a recorded file in the workspace, else null */
  readonly owners: (profile: Profile, localPath: (file: string) => string | null) => OwnerOf;
}

interface Opened {
  readonly profile: Profile;
  readonly views: ProfileViews;
  ownerOf: OwnerOf;
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
      const profile = parts.decode(read.bytes, read.subject);
      const base =
        baseRead === null ? null : fittingBase(profile, parts.decode(baseRead.bytes, baseRead.subject), read);
      const views = new ProfileViews(profile, base);
      opened = { profile, views, ownerOf: ownerOf(profile, new Map()) };
      return { about: views.about(), recorded: parts.recordedFiles(profile) };
    },
    own(files) {
      if (opened !== null) opened.ownerOf = ownerOf(opened.profile, files);
      return null;
    },
    answer(query) {
      if (opened === null)
        throw new LeakLensError({ kind: 'not-found', subject: 'profile', detail: 'nothing is open' });
      const answer = opened.views.answer(query, opened.ownerOf);
      return new HandedOver(answer, buffersIn(answer));
    },
  };
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
