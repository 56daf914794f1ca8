// What reads who holds the memory of a Go process, put together for the engine of an editor.
import { seenHolders } from './analyse/go/retention/seenHolders';
import { createGoDecoder } from './decode/go/goDecoder';
import { placeRetained, type RetainedParts } from './retainedProfiles';
import { isLoopbackHost } from './shared/base/addresses/loopback';
import { unixAddress } from './shared/base/addresses/unixAddress';
import { LeakLensError, type GorefFault } from './shared/model/errors';
import type { Holder } from './shared/model/holder';
import type { HeldMemory } from './shared/ports/heldMemory';
import { isProfileSource, type ProfileSource } from './shared/ports/sources/profileSource';
import type { TargetSource } from './shared/ports/sources/targetSource';
import { createRecordHolders } from './sources/goref/recordHolders';

/** @param folders of the workspace, in which what holds is declared */
export function createHeldMemory(parts: RetainedParts, folders: () => readonly string[]): HeldMemory {
  const decoder = createGoDecoder();
  const recorder = createRecordHolders();
  return {
    isHere: (source) => readable(source) !== null,
    processOf: async (source) => {
      const here = readable(source);
      if (here === null) throw refusal(source, 'elsewhere');
      const pid = await here.processId?.();
      if (pid === null || pid === undefined) throw refusal(source, 'hidden');
      return pid;
    },
    objectsOf: async (source, signal) => {
      const answer = await readable(source)
        ?.fetch('heap-text', signal)
        .catch((error: unknown) => nullUnlessCancelled(error, signal));
      if (answer === null || answer === undefined) return null;
      const { heapObjects } = decoder.memoryStatistics(answer.bytes, answer.url);
      return heapObjects > 0 ? heapObjects : null;
    },
    requireProgram: () => recorder.requireProgram(),
    record: (pid, signal) => recorder.record(pid, signal),
    look: async ({ path, bytes }, holders) => {
      const profile = decoder.profile(bytes, path);
      const seenIn = async (within: readonly string[]) =>
        seenHolders(await placeRetained(parts, profile, within), holders);
      // Beside other programs of the workspace, a name of the process's own is that of the program that the finding is in.
      const own = await seenIn(foldersOf(holders));
      return own.seen.length > 0 ? own : seenIn(folders());
    },
    dispose: () => {
      recorder.dispose();
    },
  };
}

/** Those in which they are declared. */
function foldersOf(holders: readonly Holder[]): readonly string[] {
  const paths = holders.flatMap(({ declared }) => declared?.path ?? []);
  return [...new Set(paths.map((path) => path.slice(0, path.lastIndexOf('/'))))];
}

/** Asked at an address of this machine, and not through something that is known to lead elsewhere. */
function readable(source: TargetSource): ProfileSource | null {
  if (!isProfileSource(source) || source.processId === undefined) return null;
  const url = new URL(source.target.url);
  return isLoopbackHost(url.hostname) || unixAddress(url) !== null ? source : null;
}

function refusal({ target }: TargetSource, goref: GorefFault): LeakLensError {
  return new LeakLensError({ kind: 'goref', subject: target.name, detail: target.url, goref });
}

/** What cannot count its objects can be asked all the same: then nobody knows how long. @throws what was cancelled */
function nullUnlessCancelled(error: unknown, signal: AbortSignal): null {
  if (signal.aborted || !(error instanceof LeakLensError)) throw error;
  return null;
}
