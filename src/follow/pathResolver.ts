import type { Analyser, ResolveFile, WorkspaceLayout } from '../shared/analyser';
import type { SourceTree } from '../shared/ports';

/** What is known of the workspace as it was at one time; replaced as a whole, so that a look-up under way adds nothing old to the new. */
interface Known {
  readonly folders: readonly string[];
  layout: Promise<WorkspaceLayout> | null;
  /** Local path by recorded file; null when there is none. */
  readonly found: Map<string, string | null>;
}

/** A program has some thousand files. A service that names more than this, or new ones for ever, gets no answer for them. */
const maxRemembered = 50_000;

/** A disk answers several questions sooner together than one after the other. */
const looksAtOnce = 32;

/** Finds the local file of each file name that profiles record, and remembers the answer until the workspace changes. */
export class PathResolver {
  private readonly analyser: Analyser;
  private readonly tree: SourceTree;
  private known: Known = { folders: [], layout: null, found: new Map() };

  constructor(analyser: Analyser, tree: SourceTree) {
    this.analyser = analyser;
    this.tree = tree;
  }

  /** Answers that are remembered now. */
  get rememberedFiles(): number {
    return this.known.found.size;
  }

  /** @param folders absolute workspace folders, forward slashes. */
  setFolders(folders: readonly string[]): void {
    const trimmed = folders.map((folder) => (folder.length > 1 ? folder.replace(/\/+$/, '') : folder));
    this.known = { folders: trimmed, layout: null, found: new Map() };
  }

  /** Files or modules came or went: look again. */
  forget(): void {
    this.setFolders(this.known.folders);
  }

  /** Looks up every file that is not known yet; the answer then works without waiting, and is that of this moment. */
  async prepare(files: ReadonlyMap<string, string>): Promise<ResolveFile> {
    if (this.known.found.size >= maxRemembered) this.known = { ...this.known, found: new Map() };
    const { known } = this;
    const layout = await this.layoutOf(known);
    const unknown = [...files]
      .filter(([file]) => !known.found.has(file))
      .slice(0, Math.max(0, maxRemembered - known.found.size));
    for (let at = 0; at < unknown.length; at += looksAtOnce) {
      const some = unknown.slice(at, at + looksAtOnce);
      await Promise.all(some.map(async ([file, name]) => known.found.set(file, await this.lookUp(file, name, layout))));
    }
    return (file) => known.found.get(file) ?? null;
  }

  private async layoutOf(known: Known): Promise<WorkspaceLayout> {
    const { folders } = known;
    known.layout ??= this.tree.findModules(folders).then((modules) => ({ folders, modules }));
    try {
      return await known.layout;
    } catch (error) {
      // The next poll looks again.
      known.layout = null;
      throw error;
    }
  }

  private async lookUp(file: string, functionName: string, layout: WorkspaceLayout): Promise<string | null> {
    const { certain, guesses } = this.analyser.candidatePaths(file, functionName, layout);
    for (const path of certain) if (await this.tree.isFile(path)) return path;
    for (const guess of guesses) {
      const fitting: string[] = [];
      for (const path of guess) if (await this.declares(path, functionName)) fitting.push(path);
      const [only] = fitting;
      if (only !== undefined) return fitting.length === 1 ? only : null;
    }
    return null;
  }

  private async declares(path: string, functionName: string): Promise<boolean> {
    if (!(await this.tree.isFile(path))) return false;
    try {
      return this.analyser.declaresFunction(await this.tree.readText(path), functionName);
    } catch {
      // It went away meanwhile, or is too large to be anybody's source.
      return false;
    }
  }
}
