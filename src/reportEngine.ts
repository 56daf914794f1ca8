// Entry of the worker in the page of a report: the views of a profile, as the engine has them for the editor, without Node.
import { profileGoroutines } from './analyse/go/processes/openedGoroutines';
import { countsGoroutines } from './analyse/go/processes/waitingGroups';
import { goOwners } from './analyse/go/sites/goOwners';
import { viewerCalls } from './analyse/views/viewerCalls';
import { decodeProfile } from './decode/proto/decodeProfile';
import { graphViewers } from './engine/profiles/graphViewers';
import { directViewers } from './engine/profiles/viewers';
import { layOutLayers } from './layout/layeredGraph';
import type { ReportCall } from './shared/wires/reportPage';
import type { ServedCalls } from './shared/ports/threadCalls';
import type { ViewerCalls } from './shared/ports/engine/profileViewer';
import { answerCall, type ReplyPort } from './threads/answerCall';

/** The global scope of a worker in a browser. */
interface WorkerScope extends ReplyPort {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
}

const scope = globalThis as unknown as WorkerScope;

// Whoever wrote the report decoded what it was given, whatever that was, and wrote pprof's message. Whose code is whose is told by
// elimination: the page has no workspace.
const openCalls = () =>
  viewerCalls({
    open: (bytes, subject) => {
      const profile = decodeProfile(bytes, subject);
      return {
        profile,
        recorded: new Map(),
        isRetention: false,
        goroutines: countsGoroutines(profile) ? () => profileGoroutines(profile) : null,
      };
    },
    owners: goOwners,
  });

const viewer = graphViewers(directViewers(openCalls), (shape) => Promise.resolve(layOutLayers(shape)))('profile');
// Nobody in a page takes a question back: one is asked at a time.
const { signal } = new AbortController();
const calls: ServedCalls<Pick<ViewerCalls, ReportCall['method']>> = {
  open: ({ profile, base }) => viewer.open(profile, base, signal),
  answer: (query) => viewer.answer(query, signal),
};

scope.onmessage = ({ data }) => void answerCall<Pick<ViewerCalls, ReportCall['method']>>(scope, calls, data);
