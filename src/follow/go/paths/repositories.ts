import type { RepositoryPlace } from '../../../shared/model/sourcePaths';
import type { WorkspaceLayout } from '../../../shared/ports/runtime/analyser';
import type { SourceHistory, WorkingCopy } from '../../../shared/ports/sourceTree';
import { sameRepository } from '../../../shared/base/addresses/sameRepository';

/** Each is asked by a process, once; in a folder full of working copies those of the first modules are known. */
const mostFolders = 50;

/** Which working copies are open, asked for with the first build that names a repository. */
export class Repositories {
  private readonly history: Pick<SourceHistory, 'workingCopy'> | undefined;
  private open: Promise<readonly WorkingCopy[]> | null = null;

  constructor(history: Pick<SourceHistory, 'workingCopy'> | undefined) {
    this.history = history;
  }

  /** Folders that are open here and hold the source of a program, by the repository that it names. */
  async foldersOf(
    { repository, rootPath }: RepositoryPlace,
    layout: WorkspaceLayout,
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    this.open ??= this.look(layout, signal);
    const copies = await this.open;
    // Cut short, it may lack some: the next one looks again.
    if (signal.aborted) this.open = null;
    const fitting = copies.filter(({ remotes }) => remotes.some((remote) => sameRepository(remote, repository)));
    return fitting.map(({ top }) => (rootPath === '' ? top : `${top}/${rootPath}`));
  }

  /** Other folders may be open, or other repositories be in them. */
  forget(): void {
    this.open = null;
  }

  private async look({ folders, modules }: WorkspaceLayout, signal: AbortSignal): Promise<readonly WorkingCopy[]> {
    const { history } = this;
    if (history === undefined) return [];
    // Modules that enclose an open folder are not trusted by that: what lies in the open ones is.
    const isOpen = (path: string) => folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
    const inside = modules.map(({ directory }) => directory).filter(isOpen);
    const found = new Map<string, WorkingCopy>();
    for (const folder of [...new Set([...folders, ...inside])].slice(0, mostFolders)) {
      const copy = await history.workingCopy(folder, signal);
      if (copy !== null) found.set(copy.top, copy);
    }
    return [...found.values()];
  }
}
