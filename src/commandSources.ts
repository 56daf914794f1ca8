// Sources on this machine, for the commands that show them or ask what they say.
import { goAnalyser } from './analyse/go/goAnalyser';
import type { SourceParts } from './cli/base/cliParts';
import { PathResolver } from './follow/go/paths/pathResolver';
import { placeHolders, profileOfDump } from './heapDumps';
import { placeRetained } from './retainedProfiles';
import type { GoSourceReader } from './shared/model/go/goSource';
import type { SourcePaths } from './shared/ports/workspacePaths';
import type { SourceTree } from './shared/ports/sourceTree';
import { createSourceTree } from './store/go/sourceTree';
import { readerOf } from './syntax/go/answers/goSourceReader';
import { heapDumpNotes } from './words/go/heapDumpNotes';
import { threadAnswers, type SourceCalls } from './syntax/go/answers/threadAnswers';
import { startThread } from './threads/startThread';

/** Where sources are, and who reads them. */
export interface CommandSources extends SourceParts {
  readonly tree: SourceTree;
  readonly paths: SourcePaths;
  readonly reader: GoSourceReader;
  /** Ends what is still read. */
  dispose(): void;
}

/** @param script absolute path of the thread that reads them */
export function openSources(script: string): CommandSources {
  const tree = createSourceTree();
  // Source is read beside the polls: a large package takes seconds.
  const thread = startThread<SourceCalls>({
    script,
    name: 'leaklens source',
    timeoutMillis: 60_000,
    maxHeapMegabytes: 1024,
  });
  const reader = readerOf(threadAnswers(thread));
  const paths = new PathResolver(goAnalyser, tree, { reader });
  return {
    tree,
    reader,
    paths,
    rules: goAnalyser.paths,
    placeRetained: (profile, folders) => placeRetained({ tree, sources: reader }, profile, folders),
    heapDumpNotes,
    placeHolders: (read, folders) => placeHolders({ tree, sources: reader }, read, folders),
    profileOfDump: (read, folders) => profileOfDump({ tree, sources: reader }, read, folders),
    dispose: () => thread.dispose(),
  };
}
