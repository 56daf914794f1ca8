import type { MappedBy } from '../../../shared/model/sourcePaths';
import type { GoModule } from '../../../shared/model/go/goModule';
import { isBelow } from '../../paths/recordedPath';

/**
 * The modules that an import path belongs to: those with the longest module path that begins it. More than one when the
 * same module is open twice, as in two work trees of one repository.
 */
export function moduleOwners(importPath: string, modules: readonly GoModule[]): readonly GoModule[] {
  let owners: GoModule[] = [];
  for (const candidate of modules) {
    if (!isBelow(importPath, candidate.path)) continue;
    const longest = owners[0]?.path.length ?? 0;
    if (candidate.path.length > longest) owners = [candidate];
    else if (candidate.path.length === longest) owners.push(candidate);
  }
  return owners;
}

/** The rule by which a file of this module is found. */
export function ruleOf(owner: GoModule | undefined): MappedBy {
  if (owner?.joinedBy === 'replace') return 'replace';
  return owner?.joinedBy === 'go.work' ? 'workspace-module' : 'module';
}
