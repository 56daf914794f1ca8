import type { PathCandidates, WorkspaceLayout } from '../shared/analyser';
import type { GoModule } from '../shared/ports';
import { packagePath } from './functionName';

const none: PathCandidates = { certain: [], guesses: [] };

/**
 * Local paths for a file name as a Go binary records it: plain builds record absolute paths, `-trimpath` builds record
 * `module/path/file.go` (a replaced or required module with `@version`), containers record paths of another machine. Code
 * of libraries (module cache, `vendor`, the standard library) has no path here, unless the library is a module of the workspace.
 */
export function candidatePaths(file: string, functionName: string, layout: WorkspaceLayout): PathCandidates {
  const path = normalise(file);
  if (path.startsWith('<') || path.startsWith('_cgo_') || !path.includes('/')) return none;
  const { modules } = layout;
  const library = libraryPath(path);
  if (library !== null) return onlyCertain([moduleFile(library, modules)]);
  const byPackage = packageFile(path, functionName, modules);
  if (!isAbsolute(path)) return onlyCertain([moduleFile(path, modules), byPackage]);
  const root = byPackage === null ? standardLibraryRoot(path, functionName) : null;
  const own = ownRoots(layout).some((folder) => isBelow(path, folder) && (root === null || !isBelow(root, folder)));
  const { certain } = onlyCertain([own ? path : null, byPackage]);
  return { certain, guesses: root === null ? suffixGuesses(path, functionName, layout) : [] };
}

/** True when `path` is `folder` or lies below it. Both absolute, forward slashes. */
export function isBelow(path: string, folder: string): boolean {
  const base = folder.endsWith('/') ? folder : `${folder}/`;
  return path === folder || path.startsWith(base);
}

function onlyCertain(paths: readonly (string | null)[]): PathCandidates {
  return { certain: [...new Set(paths.filter((path) => path !== null))], guesses: [] };
}

function normalise(file: string): string {
  const path = file.replaceAll('\\', '/').replace(/^\/proc\/self\/cwd\/(\.\/)?/, '');
  return path.replace(/^[a-z]:\//, (drive) => drive.toUpperCase());
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Z]:\//.test(path);
}

/**
 * The import path of a file that was built as part of a library, or null: `…/pkg/mod/example.com/!upper@v1.2.3/a/a.go`
 * → `example.com/Upper/a/a.go`, `/src/app/vendor/example.com/lib/a.go` → `example.com/lib/a.go`.
 */
function libraryPath(path: string): string | null {
  const versioned = /^(.*)@v\d+\.\d+\.\d+[^/]*(\/.*)$/.exec(path);
  if (versioned !== null) {
    const [, before = '', rest = ''] = versioned;
    const name = before.slice(
      before.lastIndexOf('/pkg/mod/') < 0 ? 0 : before.lastIndexOf('/pkg/mod/') + '/pkg/mod/'.length,
    );
    // The module cache escapes capitals (golang.org/x/mod/module.EscapePath); -trimpath does not.
    return name.replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase()) + rest;
  }
  const vendor = path.lastIndexOf('/vendor/');
  return vendor < 0 ? null : path.slice(vendor + '/vendor/'.length);
}

/** The file of an import path: the longest module path that begins it stands for the module's folder. */
function moduleFile(path: string, modules: readonly GoModule[]): string | null {
  const owner = longestOwner(path, modules);
  return owner === null ? null : `${owner.directory}${path.slice(owner.path.length)}`;
}

/**
 * The file by its function's package: package path below a module, and the file's base name. `main` names no package. A
 * closure is named after the function it was inlined into, so the folder has to be that of the package.
 */
function packageFile(path: string, functionName: string, modules: readonly GoModule[]): string | null {
  const importPath = packagePath(functionName);
  const owner = longestOwner(importPath, modules);
  if (owner === null || importPath === 'main') return null;
  const slash = path.lastIndexOf('/');
  const folder = importPath.slice(owner.path.length);
  return `/${path.slice(0, slash)}`.endsWith(folder) ? `${owner.directory}${folder}${path.slice(slash)}` : null;
}

function longestOwner(path: string, modules: readonly GoModule[]): GoModule | null {
  let owner: GoModule | null = null;
  for (const candidate of modules) {
    if (isBelow(path, candidate.path) && candidate.path.length > (owner?.path.length ?? -1)) owner = candidate;
  }
  return owner;
}

/** The GOROOT of a file of the standard library (`GOROOT/src/net/http/server.go`), or null. Its import paths have no dot in front. */
function standardLibraryRoot(path: string, functionName: string): string | null {
  const importPath = packagePath(functionName);
  const end = `/src/${importPath}`;
  const folder = path.slice(0, path.lastIndexOf('/'));
  if (importPath === 'main' || /^[^/]*\./.test(importPath) || !folder.endsWith(end)) return null;
  return folder.slice(0, -end.length);
}

function ownRoots({ folders, modules }: WorkspaceLayout): string[] {
  return [...new Set([...modules.map((module) => module.directory), ...folders])];
}

function suffixGuesses(path: string, functionName: string, layout: WorkspaceLayout): string[][] {
  const elements = path.split('/').filter((element) => element !== '' && !/^[A-Z]:$/.test(element));
  // `main.go` alone is in every program; it says something only of a program that has its files at the top.
  const isTopLevel = packagePath(functionName) === 'main' && !elements.includes('cmd');
  const least = isTopLevel ? 1 : 2;
  const suffixes = elements.map((_, from) => elements.slice(from)).filter(({ length }) => length >= least);
  return suffixes.map((suffix) => [...new Set(ownRoots(layout).flatMap((root) => placesBelow(root, suffix)))]);
}

/** `shop/queue/queue.go` below `/home/me/shop` is `/home/me/shop/shop/queue/queue.go`, or what overlaps: `/home/me/shop/queue/queue.go`. */
function placesBelow(root: string, suffix: readonly string[]): string[] {
  const overlaps = suffix.slice(1).map((_, at) => at + 1);
  const places = overlaps
    .filter((count) => root.endsWith(`/${suffix.slice(0, count).join('/')}`))
    .map((count) => `${root}/${suffix.slice(count).join('/')}`);
  return [`${root}/${suffix.join('/')}`, ...places];
}
