import type { PathContext, WorkspaceLayout } from '../../../shared/ports/runtime/analyser';
import { libraryFile } from './libraryFile';
import { isBelow } from '../../paths/recordedPath';

/** Folders whose files a person works on: what is open, and modules that belong to it. */
export function ownRoots({ folders, modules }: WorkspaceLayout): readonly string[] {
  return [...new Set([...modules.map((module) => module.directory), ...folders])];
}

/**
 * True for files that a person works on: in a folder or module that is open, in no vendor folder or module cache, and not
 * of Go itself, unless Go's own sources are what is open.
 */
export function isWorkspaceFile(path: string, { layout, go }: Pick<PathContext, 'layout' | 'go'>): boolean {
  const libraries = [...go.roots.map((root) => `${root.path}/src`), ...go.moduleCaches];
  return ownRoots(layout).some((root) => {
    if (!isBelow(path, root)) return false;
    const rest = path.slice(root.length);
    if (libraryFile(rest) !== null) return false;
    return !libraries.some((library) => isBelow(path, library) && !isBelow(root, library));
  });
}
