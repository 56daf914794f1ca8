import type { WorkspaceLayout } from '../../../shared/ports/runtime/analyser';
import type { RecordedFunction } from '../../../shared/model/sourcePaths';
import { packagePath } from '../../../shared/base/symbols/functionName';
import { libraryFile } from './libraryFile';
import { moduleOwners } from './moduleOwners';
import { normalisePath } from '../../paths/recordedPath';

/**
 * True for a recorded file that should be in the workspace: of the main package, or of a module that is open. When it is not
 * found, the person can say where it is.
 */
export function isOwnName(file: string, functions: readonly RecordedFunction[], layout: WorkspaceLayout): boolean {
  const path = normalisePath(file);
  if (path === '' || libraryFile(path) !== null) return false;
  return functions.some(({ name }) => {
    const importPath = packagePath(name);
    return importPath === 'main' || moduleOwners(importPath, layout.modules).length > 0;
  });
}
