import type { PathContext } from '../../../shared/ports/runtime/analyser';
import type { RecordedFunction, SourcePlace } from '../../../shared/model/sourcePaths';
import { baseName } from '../../../shared/base/fileLine';
import { packagePath } from '../../../shared/base/symbols/functionName';
import { isInnerFunction } from './declaredName';
import { libraryFile } from './libraryFile';
import { libraryPlaces, requiredFile } from './libraryPlaces';
import { moduleOwners, ruleOf } from './moduleOwners';
import { declaring, there } from './place';
import { folderOf, isAbsolutePath, isBelow, normalisePath } from '../../paths/recordedPath';
import { perhapsStandard, standardFile, standardPlaces } from './standardLibrary';
import { suffixPlaces } from './suffixPlaces';
import { isWorkspaceFile } from './workspaceFile';

/**
 * Where a file may lie that a Go binary records, in order of trust: plain builds record absolute paths, `-trimpath` builds
 * `module/path/file.go` (a replaced or required module with `@version`), containers paths of another machine. What a
 * library or Go itself brought is looked for where such things lie, and never guessed.
 */
export function sourcePlaces(
  file: string,
  functions: readonly RecordedFunction[],
  context: PathContext,
): readonly SourcePlace[] {
  const path = normalisePath(file);
  if (path === '') return [];
  const isBeside = /^\.[\\/]/.test(file);
  const asked = { path, functions, context, isBeside };
  const mapped = mappedPlaces(asked);
  const standard = standardFile(path, functions, context);
  if (standard !== null) return [...mapped, ...standardPlaces(path, standard, context)];
  const library = libraryFile(path);
  if (library !== null) return [...mapped, ...libraryPlaces(path, library, context)];
  return withoutRepeats([...mapped, ...ownPlaces(asked)]);
}

/** A place that was looked at in vain needs no second look. */
function withoutRepeats(places: readonly SourcePlace[]): SourcePlace[] {
  const seen = new Set<string>();
  return places.filter(({ paths, proof }) => {
    const isNew = paths.some((path) => !seen.has(path));
    if (proof === 'exists') for (const path of paths) seen.add(path);
    return isNew;
  });
}

interface Asked {
  readonly path: string;
  readonly functions: readonly RecordedFunction[];
  readonly context: PathContext;
  /** Recorded as `./file.go`: trimmed, and built from files named one by one. */
  readonly isBeside: boolean;
}

function ownPlaces(asked: Asked): SourcePlace[] {
  const { path, context } = asked;
  const isOwn = isAbsolutePath(path) && isWorkspaceFile(path, context);
  return [
    ...(isOwn ? [there('exact', [path])] : []),
    ...repositoryPlaces(asked),
    ...modulePlaces(asked),
    ...packagePlaces(asked),
    ...votedPlaces(asked),
    ...knownPackagePlaces(asked),
    ...(isBazel(path) ? bazelPlaces(asked) : [...perhapsStandard(path, context), ...guessedPlaces(asked)]),
  ];
}

/** The person's own mappings: the longest prefix wins. */
function mappedPlaces({ path, context }: Asked): SourcePlace[] {
  const fitting = context.mappings
    .map(({ from, to }) => ({ from: trimSlash(normalisePath(from) || from), to: trimSlash(to.replaceAll('\\', '/')) }))
    .filter(({ from }) => (from === '' ? !isAbsolutePath(path) : isBelow(path, from)))
    .sort((a, b) => b.from.length - a.from.length);
  return fitting.map(({ from, to }) =>
    there('user-mapping', [from === '' ? `${to}/${path}` : `${to}${path.slice(from.length)}`]),
  );
}

function trimSlash(path: string): string {
  return path.replace(/\/+$/, '');
}

/** Deeper paths are nobody's sources. */
const mostElements = 40;

/**
 * Below the folder of the repository that the build names: by the whole path, then without its first element, and so on, as Pyroscope looks
 * for it at its server (pkg/querier/vcs/source/find_go.go).
 */
function repositoryPlaces({ path, context }: Asked): SourcePlace[] {
  const { repositoryFolders = [] } = context;
  const elements = path.split('/').filter((element) => element !== '' && !/^[A-Z]:$/.test(element));
  if (repositoryFolders.length === 0 || elements.length > mostElements) return [];
  return elements.map((_, from) => {
    const rest = elements.slice(from).join('/');
    return declaring(
      'repository',
      repositoryFolders.map((folder) => `${folder}/${rest}`),
    );
  });
}

/** The file of an import path, as -trimpath records it: the module's folder stands for the module's path. */
function modulePlaces({ path, context }: Asked): SourcePlace[] {
  if (isAbsolutePath(path)) return [];
  const owners = moduleOwners(path, context.layout.modules);
  const paths = owners.map((owner) => `${owner.directory}${path.slice(owner.path.length)}`);
  return [there(ruleOf(owners[0]), paths)];
}

/**
 * The file by its functions' package: package path below a module, and the file's base name. `main` names no package. A
 * closure is named after the function it was inlined into, so the folder has to be that of the package.
 */
function packagePlaces({ path, functions, context }: Asked): SourcePlace[] {
  const isBare = !path.includes('/');
  return packagesOf(functions).flatMap((importPath) => {
    const name = baseName(path);
    const own = name.endsWith('_test.go') ? importPath.replace(/_test$/, '') : importPath;
    const owners = moduleOwners(own, context.layout.modules);
    const [owner] = owners;
    if (owner === undefined) return [];
    const folder = own.slice(owner.path.length);
    if (!isBare && !`/${folderOf(path)}`.endsWith(folder)) return [];
    const paths = owners.map(({ directory }) => `${directory}${folder}/${name}`);
    // Any folder ends like the top of a module: what lies there has to be proved.
    return [folder === '' || isBare ? declaring(ruleOf(owner), paths) : there(ruleOf(owner), paths)];
  });
}

/** The package's other files are found already: the same folder. The only way for `main`, and for bare names of `//line`. */
function knownPackagePlaces({ path, functions, context }: Asked): SourcePlace[] {
  const folders = packagesOf(functions.filter(({ name }) => !isInnerFunction(name) || !path.includes('/'))).flatMap(
    (importPath) => context.learned.packages.get(importPath) ?? [],
  );
  return folders.map((folder) => declaring('module', [`${folder}/${baseName(path)}`]));
}

function packagesOf(functions: readonly RecordedFunction[]): string[] {
  return [...new Set(functions.map(({ name }) => packagePath(name)))];
}

/** Folders of the other machine, as most functions of the build agree on them. */
function votedPlaces({ path, context }: Asked): SourcePlace[] {
  return context.learned.prefixes
    .filter(({ from }) => isBelow(path, from))
    .sort((a, b) => b.from.length - a.from.length)
    .map(({ from, to }) => declaring('prefix-votes', [`${to}${path.slice(from.length)}`]));
}

function isBazel(path: string): boolean {
  return /^(?:external|bazel-out)\//.test(path);
}

/** Bazel's relative names: `external/REPOSITORY/…` for libraries, `bazel-out/CONFIGURATION/bin/…` for what was generated. */
function bazelPlaces({ path, functions, context }: Asked): SourcePlace[] {
  const generated = /^bazel-out\/[^/]+\/bin\/(.*)$/.exec(path)?.[1];
  if (generated !== undefined)
    return context.layout.folders.flatMap((folder) => [
      there('exact', [`${folder}/${generated}`]),
      there('exact', [`${folder}/bazel-bin/${generated}`]),
    ]);
  const external = /^external\/[^/]+\/(.*)$/.exec(path)?.[1];
  if (external === undefined) return [];
  return packagesOf(functions).flatMap((importPath) => {
    const file = requiredFile(`${importPath}/${baseName(path)}`, context.layout.modules);
    const folder = file === null ? null : importPath.slice(file.module?.length);
    return file !== null && folder !== null && `/${folderOf(external)}`.endsWith(folder)
      ? libraryPlaces(path, file, context)
      : [];
  });
}

/** By the end of the path. `main.go` alone is in every program; it says something only of a program that has its files at the top. */
function guessedPlaces({ path, functions, context, isBeside }: Asked): SourcePlace[] {
  const isMain = functions.some(({ name }) => packagePath(name) === 'main');
  const elements = path.split('/');
  if (elements.length === 1 && !(isMain && isBeside)) return [];
  // A relative name stands below a root as it is (Bazel); it was not cut off from anything.
  if (!isAbsolutePath(path)) return suffixPlaces(path, elements.length, context.layout);
  return suffixPlaces(path, isMain && !elements.includes('cmd') ? 1 : 2, context.layout);
}
