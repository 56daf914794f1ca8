import type { Analyser, PathContext, ResolveFile, WorkspaceLayout } from '../../../shared/ports/runtime/analyser';
import type { SourcePaths } from '../../../shared/ports/workspacePaths';
import type { SourceTree } from '../../../shared/ports/sourceTree';
import type { Site } from '../../../shared/model/sourceLocation';
import type {
  BuildFacts,
  GoFolders,
  LearnedPaths,
  LocateFile,
  LineVerdict,
  PathMapping,
  PreparedSources,
  RecordedFiles,
  ResolvedSource,
} from '../../../shared/model/sourcePaths';
import { BuildPaths } from './buildPaths';
import { FileLookup } from './fileLookup';
import { Repositories } from './repositories';
import { readTexts, type TextParts } from './fileTexts';

/** What is known of the workspace as it was at one time; replaced as a whole, so that a look-up under way adds nothing old to the new. */
interface Known {
  readonly folders: readonly string[];
  readonly mappings: readonly PathMapping[];
  surroundings: Promise<{ readonly layout: WorkspaceLayout; readonly go: GoFolders }> | null;
  /** The build used last comes last. */
  readonly builds: Map<string, BuildPaths>;
}

/** More builds than these are not watched at once. */
const maxBuilds = 16;

/** A disk answers several questions sooner together than one after the other. */
const looksAtOnce = 32;

/** Of builds of which no repository is known nothing is waited for that could be cancelled. */
const never = new AbortController().signal;

const unknownBuild: BuildFacts = {
  build: '',
  mainPackage: null,
  goVersion: null,
  revision: null,
  isRevisionClean: false,
  builtAtMillis: null,
};

/** Finds the local file of each file name that profiles record, and remembers the answer until the workspace changes. */
export class PathResolver implements SourcePaths {
  private readonly parts: TextParts;
  private readonly lookup: FileLookup;
  private readonly repositories: Repositories;
  private known: Known = { folders: [], mappings: [], surroundings: null, builds: new Map() };

  constructor(analyser: Analyser, tree: SourceTree, more: Pick<TextParts, 'reader' | 'history'> = {}) {
    this.parts = { analyser, tree, ...more };
    this.lookup = new FileLookup(analyser, tree);
    this.repositories = new Repositories(more.history);
  }

  /** Answers that are remembered now. */
  get rememberedFiles(): number {
    return [...this.known.builds.values()].reduce((sum, { found }) => sum + found.size, 0);
  }

  /** @param folders absolute workspace folders, forward slashes. */
  setFolders(folders: readonly string[]): void {
    const trimmed = folders.map((folder) => (folder.length > 1 ? folder.replace(/\/+$/, '') : folder));
    this.parts.tree.openFolders(trimmed);
    this.replace({ folders: trimmed });
  }

  /** What the person says of paths; what was found without it is looked up again. */
  setMappings(mappings: readonly PathMapping[]): void {
    // Settings are told as a whole; looking every file up again is for mappings that changed.
    if (JSON.stringify(mappings) !== JSON.stringify(this.known.mappings)) this.replace({ mappings });
  }

  /** Files or modules came or went: look again. */
  forget(): void {
    this.replace({});
  }

  /** Looks up every file that is not known yet; the answer then works without waiting, and is that of this moment. */
  async prepare(files: RecordedFiles): Promise<ResolveFile> {
    const { build } = await this.find(files, unknownBuild);
    return resolverOf(build);
  }

  /** The same for libraries and Go's own sources as well. */
  async locate(files: RecordedFiles): Promise<LocateFile> {
    const { build } = await this.find(files, unknownBuild);
    return (file) => build.found.get(file) ?? null;
  }

  /** The same for all functions of a build, and for what lies outside the workspace; says how each file was found and where lines stand. */
  async prepareSources(files: RecordedFiles, about: BuildFacts, signal: AbortSignal): Promise<PreparedSources> {
    const { build, layout } = await this.find(files, about, signal);
    const { firstSeen, parsed } = await readTexts(this.parts, { build, about, trusted: this.known.folders, signal });
    const { paths } = this.parts.analyser;
    const missing = [...files.keys()].filter(
      (file) => (build.found.get(file) ?? null) === null && paths.isOwnName(file, build.functionsOf(file), layout),
    );
    const source = (site: Site) => this.source(build, site);
    const folders = layout.sourceFolders ?? [];
    return { resolve: resolverOf(build), source, firstSeen, folders, missing, parsed };
  }

  private replace(change: Partial<Pick<Known, 'folders' | 'mappings'>>): void {
    const builds = new Map<string, BuildPaths>();
    for (const [name, old] of this.known.builds) {
      const build = new BuildPaths();
      // Lines are told for the text of the first look, whatever was found before.
      for (const [path, text] of old.texts) build.keepText(path, text);
      builds.set(name, build);
    }
    this.known = { ...this.known, ...change, surroundings: null, builds };
    this.repositories.forget();
  }

  private async find(
    files: RecordedFiles,
    about: BuildFacts,
    signal: AbortSignal = never,
  ): Promise<{ readonly build: BuildPaths; readonly layout: WorkspaceLayout }> {
    const { known } = this;
    const { layout, go } = await this.surroundingsOf(known);
    const build = buildOf(known, about.build);
    const isNew = build.add(files);
    const keptIn = about.keptIn;
    const repositoryFolders =
      !isNew || keptIn === undefined ? [] : await this.repositories.foldersOf(keptIn, layout, signal);
    const context = (learned: LearnedPaths): PathContext => ({
      layout,
      go,
      mappings: known.mappings,
      learned,
      goVersion: about.goVersion,
      repositoryFolders,
    });
    if (isNew) {
      // What is found in the first round says where other files of the same packages lie.
      for (let round = 0; round < 2; round += 1) {
        const news = this.learn(build, about, layout);
        const open = [...files.keys()].filter((file) => isOpen(build, file, news));
        await this.lookUpAll(open, build, context(build.learned));
      }
    }
    return { build, layout };
  }

  private learn(build: BuildPaths, { mainPackage }: BuildFacts, layout: WorkspaceLayout): News {
    const { paths } = this.parts.analyser;
    const before = build.learned;
    const learned = paths.learnPaths(build.recorded(), build.ownPaths(), layout);
    const main = mainPackage === null ? null : packageFolder(mainPackage, layout);
    const packages = main === null ? learned.packages : new Map([...learned.packages, ['main', main] as const]);
    build.learned = { ...learned, packages };
    const isOther = (of: (learned: LearnedPaths) => unknown) =>
      JSON.stringify(of(before)) !== JSON.stringify(of(build.learned));
    const inFolders = isOther(({ prefixes }) => prefixes.map(({ from, to }) => [from, to]));
    return { inFolders, inAny: inFolders || isOther(({ goRoot, packages: known }) => [goRoot, [...known]]) };
  }

  private async lookUpAll(files: readonly string[], build: BuildPaths, context: PathContext): Promise<void> {
    for (let at = 0; at < files.length; at += looksAtOnce) {
      const some = files.slice(at, at + looksAtOnce);
      const look = async (file: string) => {
        const functions = build.functionsOf(file);
        if (functions.length > 0) build.found.set(file, await this.lookup.find(file, functions, context));
      };
      await Promise.all(some.map(look));
    }
  }

  private async surroundingsOf(known: Known) {
    known.surroundings ??= this.lookAround(known.folders);
    try {
      return await known.surroundings;
    } catch (error) {
      // The next poll looks again.
      known.surroundings = null;
      throw error;
    }
  }

  private async lookAround(folders: readonly string[]) {
    const { tree } = this.parts;
    const [modules, sourceFolders, go] = await Promise.all([
      tree.findModules(folders),
      tree.findSourceFolders(folders),
      tree.findGoFolders(),
    ]);
    return { layout: { folders, modules, sourceFolders }, go };
  }

  private source(build: BuildPaths, { function: name, file, line }: Site): ResolvedSource | null {
    const found = build.found.get(file) ?? null;
    if (found === null) return null;
    const text = build.texts.get(found.path);
    const unread: LineVerdict = { line, certainty: found.sure ? 'exact' : 'unsure', why: 'unread' };
    if (text === undefined) return { ...found, verdict: unread };
    const place = { name, file, line, startLine: build.startLine(file, name) };
    const verdict = this.parts.analyser.paths.placeLine(place, { ...text, recorded: build.functionsOf(file) });
    return { ...found, verdict };
  }
}

function resolverOf({ found }: BuildPaths): ResolveFile {
  return (file) => {
    const answer = found.get(file);
    return answer?.inWorkspace === true ? answer.path : null;
  };
}

function buildOf({ builds }: Known, name: string): BuildPaths {
  const build = builds.get(name) ?? new BuildPaths();
  builds.delete(name);
  builds.set(name, build);
  for (const [oldest] of builds) {
    if (builds.size <= maxBuilds) break;
    builds.delete(oldest);
  }
  return build;
}

/** What was learned that was not known before. */
interface News {
  /** Which folders stand for which. */
  readonly inFolders: boolean;
  readonly inAny: boolean;
}

/**
 * Not looked up yet; or in vain, while something was learned. What was found by its end alone may be found better by the
 * folders of others, but not by what it has taught itself.
 */
function isOpen({ found }: BuildPaths, file: string, { inFolders, inAny }: News): boolean {
  const answer = found.get(file);
  if (answer === undefined) return true;
  return answer === null ? inAny : answer.mappedBy === 'suffix' && inFolders;
}

/** The folder of an import path in the modules that are open, where only one module can hold it. */
function packageFolder(importPath: string, { modules }: WorkspaceLayout): string | null {
  const owners = modules.filter(({ path }) => importPath === path || importPath.startsWith(`${path}/`));
  const longest = Math.max(...owners.map(({ path }) => path.length));
  const [owner, ...others] = owners.filter(({ path }) => path.length === longest);
  return owner === undefined || others.length > 0 ? null : `${owner.directory}${importPath.slice(owner.path.length)}`;
}
