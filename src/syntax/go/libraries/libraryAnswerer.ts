import type { LibraryFacts, LibraryQuestion, LibrarySurroundings } from '../../../shared/model/go/goSource';
import { groupedBy } from '../../../shared/base/groupedBy';
import { resourcesBehind, resourcesOfPackages } from '../../../shared/base/libraries/libraries';
import type { LibraryResource } from '../../../shared/model/go/libraryResource';
import { plainSymbol } from '../../../shared/base/libraries/plainSymbol';
import { directoryOf, type SourceIndex } from '../outline/sourceIndex';
import { CompiledFolders } from './compiledFolders';
import { ImportPaths } from './importPaths';
import type { LibraryFiles, SourceText } from './libraryFiles';
import type { ExternalTypes } from './makers';
import { Mentions } from './mentions';
import { OpenedSearch, type Wrapper } from './openedSearch';
import { resourceOf } from './resourceOfLibrary';

/** An answer holds for so long: files change, and a repository is not looked through at every poll. */
const keptMillis = 60_000;
const maxKept = 50;
const maxOpened = 12;
/** Packages that are parsed for one answer. */
const maxPackages = 80;
/** Functions that hand on what they make are makers themselves: so many times. */
const maxRounds = 3;

type Asked = LibraryQuestion & LibrarySurroundings;

interface Kept {
  readonly atMillis: number;
  readonly facts: LibraryFacts | null;
}

/** Finds the lines of the workspace that open what a library's goroutines belong to. */
export class LibraryAnswerer {
  private readonly files: LibraryFiles;
  private readonly imports: ImportPaths;
  private readonly compiled: CompiledFolders;
  private readonly kept = new Map<string, Kept>();

  constructor(files: LibraryFiles, index: Pick<SourceIndex, 'folder'>) {
    this.files = files;
    this.imports = new ImportPaths(files);
    this.compiled = new CompiledFolders(index, this.imports);
  }

  async explain(question: Asked): Promise<LibraryFacts | null> {
    const key = JSON.stringify(question);
    const known = this.kept.get(key);
    const now = performance.now();
    if (known !== undefined && now - known.atMillis < keptMillis) return known.facts;
    const facts = await this.read(question);
    this.kept.set(key, { atMillis: now, facts });
    for (const [oldest] of this.kept) {
      if (this.kept.size <= maxKept) break;
      this.kept.delete(oldest);
    }
    return facts;
  }

  forget(): void {
    this.kept.clear();
  }

  private async read(question: Asked): Promise<LibraryFacts | null> {
    const { resources, types } = await this.resources(question);
    const [first] = resources;
    if (first === undefined) return null;
    const search = new OpenedSearch(question.seen, types);
    const { mainPath } = question;
    const folders = mainPath === null ? question.folders : await this.compiled.of(mainPath, question.folders);
    let round: readonly LibraryResource[] = resources;
    for (let nth = 0; nth < maxRounds && round.length > 0; nth += 1)
      round = wrapped(await this.searchRound(search, round, folders));
    const opened = search.found();
    const told = resources.find(({ name }) => name === opened[0]?.resource.name) ?? first;
    return {
      resource: told.name,
      noun: told.noun,
      closer: told.closers[0] ?? '',
      byContext: told.context !== undefined,
      lasting: told.lasting ?? false,
      opened: opened
        .filter(({ resource }) => resource.name === told.name)
        .slice(0, maxOpened)
        .map(({ here }) => here),
    };
  }

  /** What the table knows of these goroutines; where it knows nothing, what the library's own source tells. */
  private async resources({
    symbols,
    kind,
    libraryPath,
  }: Asked): Promise<{ readonly resources: readonly LibraryResource[]; readonly types: ExternalTypes }> {
    const named = resourcesBehind(symbols.map(plainSymbol), kind);
    const known = named.length > 0 ? named : resourcesOfPackages(symbols);
    if (known.length > 0 || libraryPath === null) return { resources: known, types: {} };
    const file = await this.files.textOf(libraryPath);
    const library = file === null ? null : await this.files.packageOf([file]);
    const told = library === null ? null : resourceOf(library, symbols);
    return told === null ? { resources: [], types: {} } : { resources: [told.resource], types: told.types };
  }

  private async searchRound(
    search: OpenedSearch,
    resources: readonly LibraryResource[],
    folders: readonly string[],
  ): Promise<readonly Wrapper[]> {
    const mentions = new Mentions(resources);
    const seen = new Set(search.seenPaths());
    const files = await this.files.matching(folders, ({ path, text }) => seen.has(path) || mentions.in(text));
    const byFolder = groupedBy(files, ({ path }) => directoryOf(path));
    const wrappers: Wrapper[] = [];
    for (const [folder, some] of [...byFolder].slice(0, maxPackages)) {
      const goPackage = await this.files.packageOf(some);
      const importPath = goPackage === null ? null : await this.imports.of(folder);
      if (goPackage === null || importPath === null) continue;
      const symbolPath = goPackage.isMain ? 'main' : importPath;
      wrappers.push(...search.in(goPackage, { paths: pathsOf(some), symbolPath, importPath, resources }));
    }
    return wrappers;
  }
}

function pathsOf(files: readonly SourceText[]): ReadonlySet<string> {
  return new Set(files.map(({ path }) => path));
}

/** Exported functions that return the resource make it for other packages. */
function wrapped(wrappers: readonly Wrapper[]): LibraryResource[] {
  return wrappers.map(({ symbol, at, resource }) => {
    return { ...resource, usedAs: [], makes: [symbol], at };
  });
}
