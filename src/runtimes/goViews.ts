import { recordedFunctions } from '../analyse/go/paths/recordedFunctions';
import { goOwners } from '../analyse/go/sites/goOwners';
import type { ViewerParts } from '../analyse/views/viewerCalls';
import { createDecoder } from '../decode/formats/decoder';

const decoder = createDecoder();

/** What views of a profile have to know of Go: a file of its own, because the threads of opened profiles need nothing else. */
export const goViews: ViewerParts = {
  decode: (bytes, subject) => decoder.profile(bytes, subject),
  recordedFiles: (profile) => recordedFunctions({ heap: profile, goroutines: null, dump: null }),
  owners: goOwners,
};
