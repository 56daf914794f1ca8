// What opens the retention profiles of goref, put together for the engine of an editor and for the command line.
import { retainedChains, withPlaces } from './analyse/go/retention/retainedChains';
import { createGoDecoder } from './decode/go/goDecoder';
import { isRetention } from './decode/go/profiles/retentionProfile';
import { encodeProfile } from './decode/proto/encodeProfile';
import type { Profile } from './shared/model/profile';
import type { GoSourceReader } from './shared/model/go/goSource';
import type { SourceTree } from './shared/ports/sourceTree';
import type { ProfileFiles } from './shared/ports/sources/profileFiles';
import { retentionNote } from './words/go/retentionNote';

export interface RetainedParts {
  readonly tree: Pick<SourceTree, 'findSourceFolders' | 'openFolders'>;
  readonly sources: Pick<GoSourceReader, 'retainedPlaces'>;
}

/** A retention profile with the lines on which its frames are declared in the folders; any other profile as it is. */
export async function placeRetained(
  { tree, sources }: RetainedParts,
  profile: Profile,
  folders: readonly string[],
): Promise<Profile> {
  if (!isRetention(profile)) return profile;
  const question = { chains: retainedChains(profile), folders: await tree.findSourceFolders(folders) };
  const facts = await sources.retainedPlaces(question);
  return withPlaces(profile, new Map(facts?.places ?? []), retentionNote());
}

/** goref cuts what is deep, so that its files stay small; a larger one is some other profile. */
const largest = 4 * 1024 * 1024;

/** Files of profiles, of which those of goref come with the lines on which their frames are declared. */
export function retainedFiles(
  files: ProfileFiles,
  parts: RetainedParts,
  folders: () => readonly string[],
): ProfileFiles {
  const decoder = createGoDecoder();
  return {
    stamp: (path) => files.stamp(path),
    async read(path, maxBytes, signal) {
      const bytes = await files.read(path, maxBytes, signal);
      const profile = bytes.length > largest ? null : readOrNull(() => decoder.profile(bytes, path));
      if (profile === null || !isRetention(profile)) return bytes;
      return encodeProfile(await placeRetained(parts, profile, folders()));
    },
  };
}

/** What is no profile is told by whoever opens it. */
function readOrNull(read: () => Profile): Profile | null {
  try {
    return read();
  } catch {
    return null;
  }
}
