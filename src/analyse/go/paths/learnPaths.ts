import type { WorkspaceLayout } from '../../../shared/ports/runtime/analyser';
import type { LearnedPaths, PathMapping, RecordedFiles, RecordedFunction } from '../../../shared/model/sourcePaths';
import { packagePath } from '../../../shared/base/symbols/functionName';
import { isRuntime } from '../../../shared/base/symbols/goRuntime';
import { isInnerFunction } from './declaredName';
import { libraryFile } from './libraryFile';
import { moduleOwners } from './moduleOwners';
import { folderOf, isAbsolutePath, normalisePath } from '../../paths/recordedPath';
import { recordedGoRoot } from './standardLibrary';

export const noLearnedPaths: LearnedPaths = { prefixes: [], goRoot: null, packages: new Map() };

/** Delve decides by more than ten votes of which more than 80 % agree (service/debugger, GuessSubstitutePath). */
const manyVotes = 10;
const leastAgreement = 0.8;

/**
 * What a build's names say about the machine that built it. Each function of a module that is open here votes: its file's
 * folder without the package's folder is where the module lay there. A program too small for that many votes decides with
 * what it has, when all agree and at least one vote comes from a package below the top, whose folder had to fit.
 * @param found local paths in the workspace by recorded file
 */
export function learnPaths(
  files: RecordedFiles,
  found: ReadonlyMap<string, string>,
  layout: WorkspaceLayout,
): LearnedPaths {
  const prefixes = new Ballots();
  const roots = new Ballots();
  const packages = new Ballots();
  for (const [file, functions] of files) {
    const path = normalisePath(file);
    if (path === '') continue;
    const local = found.get(file);
    if (local !== undefined) voteForPackages(packages, local, functions);
    const root = recordedGoRoot(
      path,
      functions.filter(({ name }) => isRuntime(name)),
    );
    if (root !== null) roots.vote('', root, { weight: functions.length, isStrong: true });
    if (isAbsolutePath(path) && libraryFile(path) === null) voteForPrefixes(prefixes, path, functions, layout);
  }
  return {
    prefixes: prefixes.decided().sort((a, b) => b.votes - a.votes),
    goRoot: roots.decided()[0]?.to ?? null,
    packages: new Map(packages.decided().map(({ from, to }) => [from, to])),
  };
}

function voteForPackages(packages: Ballots, local: string, functions: readonly RecordedFunction[]): void {
  for (const { name } of functions)
    if (!isInnerFunction(name)) packages.vote(packagePath(name), folderOf(local), { weight: 1, isStrong: true });
}

function voteForPrefixes(
  prefixes: Ballots,
  path: string,
  functions: readonly RecordedFunction[],
  layout: WorkspaceLayout,
): void {
  for (const { name } of functions) {
    const importPath = packagePath(name);
    const owners = moduleOwners(importPath, layout.modules);
    const [owner] = owners;
    // Two copies of a module that are open here cannot both be the one; a closure may be named after another package.
    if (owner === undefined || owners.length > 1 || isInnerFunction(name)) continue;
    const below = importPath.slice(owner.path.length);
    const folder = folderOf(path);
    if (!folder.endsWith(below)) continue;
    const isStrong = below !== '';
    prefixes.vote(folder.slice(0, folder.length - below.length), owner.directory, { weight: 1, isStrong });
  }
}

interface Vote {
  readonly weight: number;
  /** The name itself spoke for it; a vote from the top of a module fits anywhere. */
  readonly isStrong: boolean;
}

/** Votes for what a name stands for. */
class Ballots {
  private readonly counts = new Map<string, Map<string, { votes: number; isStrong: boolean }>>();

  vote(from: string, to: string, { weight, isStrong }: Vote): void {
    const choices = this.counts.get(from) ?? new Map<string, { votes: number; isStrong: boolean }>();
    this.counts.set(from, choices);
    const choice = choices.get(to) ?? { votes: 0, isStrong: false };
    choices.set(to, { votes: choice.votes + weight, isStrong: choice.isStrong || isStrong });
  }

  decided(): (PathMapping & { votes: number })[] {
    return [...this.counts].flatMap(([from, choices]) => {
      const all = [...choices.values()].reduce((sum, { votes }) => sum + votes, 0);
      const [best] = [...choices].sort(([, a], [, b]) => b.votes - a.votes);
      if (best === undefined) return [];
      const [to, { votes, isStrong }] = best;
      const isDecided = all > manyVotes ? votes / all > leastAgreement : votes === all && isStrong;
      return isDecided && from !== to ? [{ from, to, votes }] : [];
    });
  }
}
