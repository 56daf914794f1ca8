import type { OpenViewer, ProfileBytes, ViewerCalls } from '../../shared/ports/engine/profileViewer';
import { HandedOver, type ServedCalls, type ThreadCalls } from '../../shared/ports/threadCalls';

/** Viewers that each have a thread: a large profile is decoded and added up there, and its memory goes with the thread. */
export function threadViewers(startThread: () => ThreadCalls<ViewerCalls>): OpenViewer {
  return (subject) => {
    const thread = startThread();
    return {
      open(profile, base, signal) {
        const moved = movable(profile);
        const movedBase = base === null ? null : movable(base);
        const transfer = [moved.bytes.buffer, ...(movedBase === null ? [] : [movedBase.bytes.buffer])];
        return thread.call('open', { profile: moved, base: movedBase }, { subject, signal, transfer });
      },
      own: async (files) => {
        await thread.call('own', files, { subject });
      },
      answer: (query, signal) => thread.call('answer', query, { subject, signal }),
      lines: (scope, signal) => thread.call('lines', scope, { subject, signal }),
      dispose: () => thread.dispose(),
    };
  };
}

/** Viewers that work where they stand, for a program that has nobody else to answer. */
export function directViewers(openCalls: () => ServedCalls<ViewerCalls>): OpenViewer {
  return () => {
    const calls = openCalls();
    const answered = async <T>(answer: T | HandedOver<T> | Promise<T | HandedOver<T>>): Promise<T> => {
      const given = await answer;
      return given instanceof HandedOver ? given.value : given;
    };
    return {
      open: async (profile, base) => answered(calls.open({ profile, base })),
      own: async (files) => {
        await answered(calls.own(files));
      },
      answer: async (query) => answered(calls.answer(query)),
      lines: async (scope) => answered(calls.lines(scope)),
      dispose: () => undefined,
    };
  };
}

/** Bytes that have their buffer for themselves: Node puts small ones together into one that others go on using. */
function movable({ bytes, subject }: ProfileBytes): ProfileBytes & { readonly bytes: Uint8Array<ArrayBuffer> } {
  const { buffer } = bytes;
  const isAlone = buffer instanceof ArrayBuffer && bytes.byteLength === buffer.byteLength;
  return { bytes: isAlone ? new Uint8Array(buffer) : new Uint8Array(bytes), subject };
}
