// What reads heap dumps, put together for the engine of an editor and for the command line.
import { heapDumpProfile } from './analyse/go/heapdump/heapDumpProfile';
import { encodeProfile } from './decode/proto/encodeProfile';
import type { RetainedParts } from './retainedProfiles';
import type { DumpHolders, PlacedHolder } from './shared/model/go/dumpHolders';
import type { Profile } from './shared/model/profile';
import type { HeapDumpCalls, HeapDumps } from './shared/ports/sources/heapDumps';
import type { ProfileFiles } from './shared/ports/sources/profileFiles';
import { isHeapDump } from './sources/heapdump/isHeapDump';
import { startThread } from './threads/startThread';
import { heapDumpNotes } from './words/go/heapDumpNotes';

/** @param script absolute path of the thread that reads one */
export function createHeapDumps(script: string): HeapDumps {
  return {
    isDump: isHeapDump,
    read: async (path, program, signal) => {
      const thread = startThread<HeapDumpCalls>({
        script,
        name: 'leaklens heap dump',
        timeoutMillis: 20 * 60_000,
        maxHeapMegabytes: 4096,
      });
      try {
        return await thread.call('holders', { path, program }, { subject: path, signal });
      } finally {
        thread.dispose();
      }
    },
  };
}

/** Holders that are looked for in the source: those that hold most. */
const mostPlaced = 2000;

/** The holders with the lines on which they are declared in the folders. */
export async function placeHolders(
  { tree, sources }: RetainedParts,
  { holders }: Pick<DumpHolders, 'holders'>,
  folders: readonly string[],
): Promise<readonly PlacedHolder[]> {
  const chains = holders.slice(0, mostPlaced).map(({ name }) => [name]);
  const facts = await sources.retainedPlaces({ chains, folders: await tree.findSourceFolders(folders) });
  const places = new Map(facts?.places ?? []);
  return holders.map((holder) => ({ ...holder, place: places.get(holder.name) ?? null }));
}

/** Files of profiles, and heap dumps, which come as the profile of who holds what. */
export function filesWithDumps(
  files: ProfileFiles,
  dumps: HeapDumps,
  { parts, folders }: { readonly parts: RetainedParts; readonly folders: () => readonly string[] },
): ProfileFiles {
  return {
    stamp: (path) => files.stamp(path),
    async read(path, maxBytes, signal) {
      if (!(await dumps.isDump(path))) return files.read(path, maxBytes, signal);
      return encodeProfile(await profileOfDump(parts, await dumps.read(path, null, signal), folders()));
    },
  };
}

/** What the views show of a dump. */
export async function profileOfDump(
  parts: RetainedParts,
  read: DumpHolders,
  folders: readonly string[],
): Promise<Profile> {
  return heapDumpProfile(await placeHolders(parts, read, folders), heapDumpNotes(read));
}
