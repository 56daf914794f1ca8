import { recordedFunctions } from '../analyse/go/paths/recordedFunctions';
import { dumpGoroutines, profileGoroutines } from '../analyse/go/processes/openedGoroutines';
import { goOwners } from '../analyse/go/sites/goOwners';
import { countsGoroutines } from '../analyse/go/processes/waitingGroups';
import { viewerCalls, type OpenedContents, type ViewerParts } from '../analyse/views/viewerCalls';
import { partsOf } from '../decode/base/partsOf';
import { profileInParts } from '../decode/formats/profileInParts';
import { createGoDecoder } from '../decode/go/goDecoder';
import { namesHeld } from '../decode/go/profiles/retentionProfile';
import { openedProfile, type OpenedFile } from '../decode/go/openedProfile';
import type { GoroutineDump } from '../shared/model/go/goroutine';
import { leastParted } from '../shared/model/partedBytes';
import type { Profile } from '../shared/model/profile';
import type { ProfileBytes, ViewerCalls } from '../shared/ports/engine/profileViewer';
import type { ServedCalls } from '../shared/ports/threadCalls';

const decoder = createGoDecoder();

/** What views of a profile have to know of Go: a file of its own, because the threads of opened profiles need nothing else. */
export const goViews: ViewerParts = {
  open: (bytes, subject) => contentsOf(openedProfile(decoder, bytes, subject)),
  owners: goOwners,
};

/** The views of one profile at a time, for a thread of its own: a large one is decoded while it is inflated. */
export function goViewer(): ServedCalls<ViewerCalls> {
  const decoded = new Map<Uint8Array, Profile>();
  const open: ViewerParts['open'] = (bytes, subject) => {
    const profile = decoded.get(bytes);
    return profile === undefined ? goViews.open(bytes, subject) : contentsOf({ profile, dump: null });
  };
  const calls = viewerCalls({ ...goViews, open });
  return {
    ...calls,
    open: async (argument) => {
      try {
        for (const read of [argument.profile, argument.base]) {
          const profile = read === null ? null : await decodedInParts(read);
          if (read !== null && profile !== null) decoded.set(read.bytes, profile);
        }
        return await calls.open(argument);
      } finally {
        decoded.clear();
      }
    },
  };
}

/** Null for what is not large, or nothing that can be decoded so. */
async function decodedInParts({ bytes, subject }: ProfileBytes): Promise<Profile | null> {
  return bytes.length < leastParted ? null : profileInParts(partsOf(bytes), subject);
}

function contentsOf({ profile, dump }: OpenedFile): OpenedContents {
  return {
    profile,
    recorded: recordedFunctions({ heap: profile, goroutines: null, dump }),
    isRetention: namesHeld(profile),
    goroutines: goroutinesIn(profile, dump),
  };
}

function goroutinesIn(profile: Profile, dump: GoroutineDump | null): OpenedContents['goroutines'] {
  if (dump !== null) return () => dumpGoroutines(dump);
  return countsGoroutines(profile) ? () => profileGoroutines(profile) : null;
}
