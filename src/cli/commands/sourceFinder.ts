import type { WorkspaceLayout } from '../../shared/ports/analyser';
import type { CliParts, Terminal } from '../base/cliParts';

/** Names that compilers record for what no person wrote or no file holds. */
const sourceName = /\.(?:go|s|S|c|cc|cpp|cxx|h|hh|hpp|inc|m|y|rs|java|py|js|ts)$/;

/** Finds the sources that a profile names: where they were recorded, in the working directory's modules, in Go's folders. */
export class SourceFinder {
  private readonly parts: Pick<CliParts, 'analyser' | 'sourceTree'>;
  private readonly terminal: Pick<Terminal, 'workingDirectory' | 'goFolders'>;
  private layout: Promise<WorkspaceLayout> | null = null;

  constructor(
    parts: Pick<CliParts, 'analyser' | 'sourceTree'>,
    terminal: Pick<Terminal, 'workingDirectory' | 'goFolders'>,
  ) {
    this.parts = parts;
    this.terminal = terminal;
  }

  /** The lines of a file, the first at index 0; null when it is not found or cannot be read. */
  async lines(file: string, functionName: string): Promise<readonly string[] | null> {
    // A profile is asked to name sources, not whatever else lies on this machine.
    if (!sourceName.test(file)) return null;
    const path = await this.find(file, functionName);
    if (path === null) return null;
    try {
      return (await this.parts.sourceTree.readText(path)).split(/\r?\n/);
    } catch {
      return null;
    }
  }

  private async find(file: string, functionName: string): Promise<string | null> {
    const { sourceTree, analyser } = this.parts;
    if (isAbsolute(file) && (await sourceTree.isFile(file))) return file;
    const { certain, guesses } = analyser.candidatePaths(file, functionName, await this.workspace());
    const others = isAbsolute(file) ? [] : this.relativePlaces(file);
    for (const path of [...certain, ...others]) if (await sourceTree.isFile(path)) return path;
    for (const guess of guesses) {
      const found: string[] = [];
      for (const path of guess) if (await sourceTree.isFile(path)) found.push(path);
      if (found.length > 0) return found.length === 1 ? (found[0] ?? null) : null;
    }
    return null;
  }

  private workspace(): Promise<WorkspaceLayout> {
    const folders = [this.terminal.workingDirectory];
    this.layout ??= this.parts.sourceTree.findModules(folders).then((modules) => ({ folders, modules }));
    return this.layout;
  }

  /** Below the working directory and each folder above it, as pprof looks; then where Go keeps what it did not write here. */
  private relativePlaces(file: string): string[] {
    if (file.split('/').includes('..')) return [];
    const places: string[] = [];
    for (let folder = this.terminal.workingDirectory; ; folder = folder.slice(0, folder.lastIndexOf('/'))) {
      places.push(`${folder}/${file}`);
      if (folder === '' || !folder.includes('/')) break;
    }
    // The module cache writes capital letters as `!` and the small one (golang.org/x/mod/module.EscapePath).
    const escaped = file.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
    return [...places, ...this.terminal.goFolders.flatMap((folder) => [`${folder}/${file}`, `${folder}/${escaped}`])];
  }
}

function isAbsolute(file: string): boolean {
  return file.startsWith('/') || /^[A-Za-z]:\//.test(file);
}
