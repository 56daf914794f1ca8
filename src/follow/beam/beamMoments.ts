import { LeakLensError } from '../../shared/model/errors';
import type { Moments } from '../../shared/ports/runtime/moments';

function notKept(subject: string): LeakLensError {
  return new LeakLensError({ kind: 'not-found', subject, detail: 'snapshots of nodes of Erlang’s are not kept' });
}

/** No moments of nodes are kept: what asks for one is told so. */
export const beamMoments: Moments = {
  capture: ({ source }) => Promise.reject(notKept(source.target.url)),
  read: ({ subject }) => Promise.reject(notKept(subject)),
  judge: ({ subject }) => Promise.reject(notKept(subject)),
  openRedaction: (subject) => ({ file: () => Promise.reject(notKept(subject)), dispose: () => undefined }),
};
