import { recordedFunctions } from '../analyse/go/paths/recordedFunctions';
import { goOwners } from '../analyse/go/sites/goOwners';
import type { ViewerParts } from '../analyse/views/viewerCalls';
import { createGoDecoder } from '../decode/go/goDecoder';
import { openedProfile } from '../decode/go/openedProfile';

const decoder = createGoDecoder();

/** What views of a profile have to know of Go: a file of its own, because the threads of opened profiles need nothing else. */
export const goViews: ViewerParts = {
  decode: (bytes, subject) => openedProfile(decoder, bytes, subject),
  recordedFiles: (profile) => recordedFunctions({ heap: profile, goroutines: null, dump: null }),
  owners: goOwners,
};
