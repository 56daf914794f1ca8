// Entry of the worker in the page of a report: the views of a profile, as the engine has them for the editor, without Node.
import { profileGoroutines } from './analyse/go/processes/openedGoroutines';
import { countsGoroutines } from './analyse/go/processes/waitingGroups';
import { goOwners } from './analyse/go/sites/goOwners';
import { viewerCalls } from './analyse/views/viewerCalls';
import { decodeProfile } from './decode/proto/decodeProfile';
import type { ViewerCalls } from './shared/ports/engine/profileViewer';
import { answerCall, type ReplyPort } from './threads/answerCall';

/** The global scope of a worker in a browser. */
interface WorkerScope extends ReplyPort {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
}

const scope = globalThis as unknown as WorkerScope;

// Whoever wrote the report decoded what it was given, whatever that was, and wrote pprof's message. Whose code is whose is told by
// elimination: the page has no workspace.
const calls = viewerCalls({
  open: (bytes, subject) => {
    const profile = decodeProfile(bytes, subject);
    return {
      profile,
      recorded: new Map(),
      goroutines: countsGoroutines(profile) ? () => profileGoroutines(profile) : null,
    };
  },
  owners: goOwners,
});

scope.onmessage = ({ data }) => void answerCall<ViewerCalls>(scope, calls, data);
