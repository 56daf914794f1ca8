import type { Analyser, PathContext } from '../../../shared/ports/runtime/analyser';
import type { SourceTree } from '../../../shared/ports/sourceTree';
import type { RecordedFunction, ResolvedFile, SourceDoubt, SourcePlace } from '../../../shared/model/sourcePaths';

interface Choice {
  readonly path: string;
  readonly doubt: SourceDoubt | null;
}

/** A file found by the end of its path has to declare at least this share of the functions. */
const leastShare = 0.5;

/** Looks at the places where a recorded file may lie, in order of trust, and takes the first that proves itself. */
export class FileLookup {
  private readonly analyser: Analyser;
  private readonly tree: SourceTree;

  constructor(analyser: Analyser, tree: SourceTree) {
    this.analyser = analyser;
    this.tree = tree;
  }

  /** Null when the file is not here, or several could be it. */
  async find(file: string, functions: readonly RecordedFunction[], context: PathContext): Promise<ResolvedFile | null> {
    const { paths } = this.analyser;
    for (const place of paths.sourcePlaces(file, functions, context)) {
      const there = await this.existing(place.paths);
      if (there.length === 0) continue;
      const choice = await this.choose(place, there, functions);
      if (choice === 'several') return null;
      if (choice === null) continue;
      const { path, doubt } = choice;
      const inWorkspace = paths.isWorkspaceFile(path, context);
      const why = inWorkspace && doubt === null ? await this.doubtOf(path, functions) : doubt;
      const { mappedBy } = place;
      return { path, mappedBy, ...paths.explainMapping(file, path), inWorkspace, sure: why === null, why };
    }
    return null;
  }

  private async existing(paths: readonly string[]): Promise<string[]> {
    const there: string[] = [];
    for (const path of paths) if (await this.tree.isFile(path)) there.push(path);
    return there;
  }

  private async choose(
    place: SourcePlace,
    there: readonly string[],
    functions: readonly RecordedFunction[],
  ): Promise<Choice | 'several' | null> {
    const [first = '', ...others] = there;
    if (place.proof === 'exists' && others.length === 0) return { path: first, doubt: place.doubt };
    const fitting: { readonly path: string; readonly share: number }[] = [];
    for (const path of there) {
      const share = await this.share(path, functions);
      const least = place.proof === 'only' ? leastShare : Number.MIN_VALUE;
      if (place.proof === 'exists' || (share ?? 1) >= least) fitting.push({ path, share: share ?? 0 });
    }
    fitting.sort((a, b) => b.share - a.share);
    const [best, next] = fitting;
    if (best === undefined) return null;
    if (next === undefined || (place.proof !== 'only' && next.share < best.share))
      return { path: best.path, doubt: place.doubt };
    return place.proof === 'only' ? 'several' : { path: best.path, doubt: 'several' };
  }

  private async doubtOf(path: string, functions: readonly RecordedFunction[]): Promise<SourceDoubt | null> {
    return (await this.share(path, functions)) === 0 ? 'not-declared' : null;
  }

  /** 0 as well for a file that went away meanwhile, or is too large to be anybody's source. */
  private async share(path: string, functions: readonly RecordedFunction[]): Promise<number | null> {
    try {
      const declared = this.analyser.paths.declaredFunctions(await this.tree.readText(path));
      return this.analyser.paths.declaredShare(declared, functions);
    } catch {
      return 0;
    }
  }
}
