import { recordedFunctions } from '../analyse/go/paths/recordedFunctions';
import { dumpGoroutines, profileGoroutines } from '../analyse/go/processes/openedGoroutines';
import { goOwners } from '../analyse/go/sites/goOwners';
import { countsGoroutines } from '../analyse/go/processes/waitingGroups';
import type { OpenedContents, ViewerParts } from '../analyse/views/viewerCalls';
import { createGoDecoder } from '../decode/go/goDecoder';
import { namesHeld } from '../decode/go/profiles/retentionProfile';
import { openedProfile } from '../decode/go/openedProfile';
import type { GoroutineDump } from '../shared/model/go/goroutine';
import type { Profile } from '../shared/model/profile';

const decoder = createGoDecoder();

/** What views of a profile have to know of Go: a file of its own, because the threads of opened profiles need nothing else. */
export const goViews: ViewerParts = {
  open: (bytes, subject) => {
    const { profile, dump } = openedProfile(decoder, bytes, subject);
    return {
      profile,
      recorded: recordedFunctions({ heap: profile, goroutines: null, dump }),
      isRetention: namesHeld(profile),
      goroutines: goroutinesIn(profile, dump),
    };
  },
  owners: goOwners,
};

function goroutinesIn(profile: Profile, dump: GoroutineDump | null): OpenedContents['goroutines'] {
  if (dump !== null) return () => dumpGoroutines(dump);
  return countsGoroutines(profile) ? () => profileGoroutines(profile) : null;
}
