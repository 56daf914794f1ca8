import type { CliParts, Terminal } from '../base/cliParts';
import type { ListedFunction } from '../../shared/model/report/report';
import type { RecordedFunction } from '../../shared/model/sourcePaths';

/** Names that compilers record for what no person wrote or no file holds. */
const sourceName = /\.(?:go|s|S|c|cc|cpp|cxx|h|hh|hpp|inc|m|y|rs|java|py|js|ts)$/;

/** The lines of a recorded file, the first at index 0; null when it is not found or cannot be read. */
export type SourceLines = (file: string) => Promise<readonly string[] | null>;

/**
 * Finds the sources that a profile names by the rules of all others: in the working directory and the modules around and below it, in
 * what those replace, require and vendor, and in Go's own folders. A profile is asked to name sources, not whatever else lies on this
 * machine.
 */
export async function listedSources(
  { paths, sourceTree }: Pick<CliParts, 'paths' | 'sourceTree'>,
  { workingDirectory }: Pick<Terminal, 'workingDirectory'>,
  listed: readonly ListedFunction[],
): Promise<SourceLines> {
  const files = new Map<string, RecordedFunction[]>();
  for (const { file, function: name } of listed) {
    if (!sourceName.test(file)) continue;
    const functions = files.get(file) ?? [];
    functions.push({ name, startLine: 0 });
    files.set(file, functions);
  }
  paths.setFolders([workingDirectory]);
  const locate = await paths.locate(files);
  return async (file) => {
    const found = locate(file);
    if (found === null) return null;
    try {
      return (await sourceTree.readText(found.path)).split(/\r?\n/);
    } catch {
      // Gone meanwhile, or too large to be anybody's source: a listing has its numbers without it.
      return null;
    }
  };
}
