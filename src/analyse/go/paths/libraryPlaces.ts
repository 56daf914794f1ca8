import type { PathContext } from '../../../shared/ports/runtime/analyser';
import type { GoModule } from '../../../shared/model/go/goModule';
import type { GoModuleVersion, SourceDoubt, SourcePlace } from '../../../shared/model/sourcePaths';
import { escapeModule, type LibraryFile } from './libraryFile';
import { moduleOwners } from './moduleOwners';
import { there } from './place';
import { isAbsolutePath, isBelow } from '../../paths/recordedPath';
import { ownRoots } from './workspaceFile';

/**
 * Where a file of a library lies: in the folder that replaces it, in a module that is open here, where it was recorded,
 * in a vendor folder, in the module cache.
 */
export function libraryPlaces(path: string, file: LibraryFile, context: PathContext): SourcePlace[] {
  const { modules } = context.layout;
  const known = versionOf(file, modules);
  const { importFile } = file;
  return [
    ...replacedPlaces(file, modules),
    ...openPlaces(file, modules),
    ...recordedPlaces(path, context),
    ...vendorPlaces(importFile, known, modules),
    ...cachePlaces(importFile, known, context),
  ].filter(({ paths }) => paths.length > 0);
}

/** What a relative name of Bazel (`external/com_example_lib/a/a.go`) is, by the package of its function; null when nothing requires it. */
export function requiredFile(importFile: string, modules: readonly GoModule[]): LibraryFile | null {
  const found = versionOf({ module: null, version: null, importFile }, modules);
  return found === null ? null : { module: found.path, version: found.version, importFile };
}

/** Module and version; for a vendored file, whatever is vendored or required here under the longest path that fits. */
function versionOf({ module, version, importFile }: LibraryFile, modules: readonly GoModule[]): GoModuleVersion | null {
  if (module !== null && version !== null) return { path: module, version };
  const listed = modules.flatMap(({ vendored = [], requires = [] }) => [...vendored, ...requires]);
  const fitting = listed.filter(({ path }) => isBelow(importFile, path));
  return fitting.reduce<GoModuleVersion | null>(
    (best, one) => (one.path.length > (best?.path.length ?? -1) ? one : best),
    null,
  );
}

function replacedPlaces({ module, version, importFile }: LibraryFile, modules: readonly GoModule[]): SourcePlace[] {
  const replaces = modules.flatMap(({ replaces: own = [] }) => own);
  const paths = replaces
    .filter((replace) => (module === null ? isBelow(importFile, replace.path) : replace.path === module))
    .filter((replace) => version === null || replace.version === null || replace.version === version)
    .flatMap(({ directory, path }) => (directory === null ? [] : [`${directory}${importFile.slice(path.length)}`]));
  return [there('replace', paths)];
}

/** A module that is open here, although the build took another copy of it. */
function openPlaces({ module, version, importFile }: LibraryFile, modules: readonly GoModule[]): SourcePlace[] {
  const owners = moduleOwners(importFile, modules).filter(({ path }) => module === null || path === module);
  const paths = owners.map(({ directory, path }) => `${directory}${importFile.slice(path.length)}`);
  // v0.0.0 and its pseudo-version of nothing are what people write beside a `replace`.
  const isReleased = version !== null && !/^v0\.0\.0(?:-0+|-00010101000000-0+)?$/.test(version);
  const doubt: SourceDoubt | null =
    isReleased && owners.every(({ joinedBy }) => joinedBy !== 'replace') ? 'another-version' : null;
  return [there('workspace-module', paths, doubt)];
}

function recordedPlaces(path: string, { layout, go }: PathContext): SourcePlace[] {
  if (!isAbsolutePath(path)) return [];
  if (go.moduleCaches.some((cache) => isBelow(path, cache))) return [there('module-cache', [path])];
  return ownRoots(layout).some((root) => isBelow(path, root)) ? [there('vendor', [path])] : [];
}

function vendorPlaces(importFile: string, known: GoModuleVersion | null, modules: readonly GoModule[]): SourcePlace[] {
  const owners = (keep: (listed: string | undefined) => boolean) =>
    modules
      .filter(({ vendored = [] }) => keep(vendored.find(({ path }) => path === known?.path)?.version))
      .map(({ directory }) => `${directory}/vendor/${importFile}`);
  return [
    there(
      'vendor',
      owners((listed) => listed !== undefined && listed === known?.version),
    ),
    there(
      'vendor',
      owners((listed) => listed !== undefined && listed !== known?.version),
      'another-version',
    ),
  ];
}

function cachePlaces(importFile: string, known: GoModuleVersion | null, { layout, go }: PathContext): SourcePlace[] {
  if (known === null) return [];
  const standIns = layout.modules
    .flatMap(({ replaces = [] }) => replaces)
    .filter(({ path, version }) => path === known.path && (version === null || version === known.version))
    .flatMap(({ module }) => (module === null ? [] : [module]));
  const rest = importFile.slice(known.path.length);
  return [...standIns, known].map(({ path, version }) =>
    there(
      'module-cache',
      go.moduleCaches.map((cache) => `${cache}/${escapeModule(path)}@${escapeModule(version)}${rest}`),
    ),
  );
}
