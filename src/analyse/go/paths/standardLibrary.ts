import type { PathContext } from '../../../shared/ports/runtime/analyser';
import type { RecordedFunction, SourcePlace } from '../../../shared/model/sourcePaths';
import { baseName } from '../../../shared/base/fileLine';
import { packagePath } from '../../../shared/base/symbols/functionName';
import { libraryFile } from './libraryFile';
import { moduleOwners } from './moduleOwners';
import { there } from './place';
import { folderOf, isAbsolutePath, isBelow } from '../../paths/recordedPath';
import { ownRoots } from './workspaceFile';

/** A file of Go's own sources: where it stands below `GOROOT/src`, and of which Go, where the name says so. */
interface StandardFile {
  readonly rest: string;
  /** `go1.26.8`, or `go1.19` where only so much is named. */
  readonly goVersion: string | null;
}

/** As distributions and installers name the folder of a Go: `go-1.19`, `sdk/go1.22.3`, `Cellar/go/1.19.1/libexec`, `golang/1.21.0/go`. */
const versionInFolder = /(?:^|[/-])go(?:lang)?[-@/]?(1\.\d{1,3}(?:\.\d{1,3}|rc\d{1,2}|beta\d{1,2})?)(?=[/-]|$)/;

function versionOfRoot(root: string): string | null {
  const version = versionInFolder.exec(root)?.[1];
  return version === undefined ? null : `go${version}`;
}

/** Bazel's names for the Go it brought along (rules_go). */
const bazelRoot = /^(?:GOROOT|(?:external|\.\.)\/[^/]*go_sdk[^/]*)\/src\/(.*)$/;

/** Recognises a file of the standard library; null for any other. Its import paths have no dot in front. */
export function standardFile(
  path: string,
  functions: readonly RecordedFunction[],
  { layout, learned }: Pick<PathContext, 'layout' | 'learned'>,
): StandardFile | null {
  const library = libraryFile(path);
  if (library?.module === 'golang.org/toolchain') {
    const goVersion = /^v\d+\.\d+\.\d+-(go\d[^-]*?)\.[a-z0-9]+-[a-z0-9]+$/.exec(library.version ?? '')?.[1] ?? null;
    return { rest: library.importFile.slice('golang.org/toolchain/src/'.length), goVersion };
  }
  const root = learned.goRoot ?? recordedGoRoot(path, functions);
  if (root !== null && isBelow(path, `${root}/src`) && !isOwn(path, root, layout))
    return { rest: path.slice(root.length + '/src/'.length), goVersion: versionOfRoot(root) };
  const bazel = bazelRoot.exec(path)?.[1];
  if (bazel !== undefined) return { rest: bazel, goVersion: null };
  return isTrimmedStandard(path, functions, layout) ? { rest: path, goVersion: null } : null;
}

/** GOPATH programs lie in `GOPATH/src`, which is no GOROOT; and what is open below a `src` is the person's own. */
function isOwn(path: string, goRoot: string, layout: PathContext['layout']): boolean {
  return ownRoots(layout).some((root) => isBelow(path, root) && isBelow(root, `${goRoot}/src`));
}

/** The GOROOT of a file whose folder is `GOROOT/src/` and the import path of one of its functions. */
export function recordedGoRoot(path: string, functions: readonly RecordedFunction[]): string | null {
  if (!isAbsolutePath(path)) return null;
  const folder = folderOf(path);
  for (const { name } of functions) {
    const importPath = packagePath(name);
    const end = `/src/${importPath}`;
    if (isStandardPackage(importPath) && folder.endsWith(end)) return folder.slice(0, -end.length);
  }
  return null;
}

/** Recorded by -trimpath: `net/http/server.go`, `vendor/golang.org/x/net/idna/idna.go`; closures may be named after another package. */
function isTrimmedStandard(
  path: string,
  functions: readonly RecordedFunction[],
  layout: PathContext['layout'],
): boolean {
  const folder = folderOf(path);
  if (isAbsolutePath(path) || folder === '' || moduleOwners(path, layout.modules).length > 0) return false;
  if (!isStandardPackage(folder)) return false;
  const packages = functions.map(({ name }) => packagePath(name));
  if (folder.startsWith('vendor/') || packages.includes(folder)) return true;
  // The runtime lends functions to other packages, under their names: `time.runtimeNow` stands in runtime/time.go (go:linkname).
  return /^(?:runtime|internal)(?:\/|$)/.test(folder) && packages.some(isStandardPackage);
}

function isStandardPackage(importPath: string): boolean {
  return importPath !== '' && importPath !== 'main' && !/^[^/]*\./.test(importPath);
}

/** @param version may leave out the last number, and so may the oldest release of a Go: `go1.20` */
function isOfVersion(root: string, version: string): boolean {
  const isShort = /^go\d+\.\d+$/.test(version);
  return (
    root === version || (isShort && root.startsWith(version) && /^(?:\.|rc|beta)/.test(root.slice(version.length)))
  );
}

/** Where Go's own sources lie here: those of the same version first. */
export function standardPlaces(path: string, { rest, goVersion }: StandardFile, context: PathContext): SourcePlace[] {
  const { roots, moduleCaches } = context.go;
  const version = goVersion ?? context.goVersion?.split(' ')[0] ?? null;
  const isOther = (other: string) => version !== null && other !== '' && !isOfVersion(other, version);
  const below = (root: { readonly path: string }) => `${root.path}/src/${rest}`;
  const recorded = [...roots.map((root) => `${root.path}/src`), ...moduleCaches].some((folder) =>
    isBelow(path, folder),
  );
  const atRecorded = roots.filter((root) => isBelow(path, root.path) && isOther(root.version));
  const same = roots.filter((root) => !isOther(root.version));
  const others = roots.filter((root) => isOther(root.version));
  return [
    ...(recorded && atRecorded.length === 0 ? [there('goroot', [path])] : []),
    ...same.map((root) => there('goroot', [below(root)])),
    ...others.map((root) => there('goroot', [below(root)], 'another-version')),
  ];
}

/** A relative name that may be of the standard library, when nothing better is found: its function says nothing (inlined elsewhere). */
export function perhapsStandard(path: string, context: PathContext): SourcePlace[] {
  if (isAbsolutePath(path) || !isStandardPackage(folderOf(path)) || baseName(path) === path) return [];
  return context.go.roots.map((root) => ({
    ...there('goroot', [`${root.path}/src/${path}`]),
    proof: 'declares' as const,
  }));
}
