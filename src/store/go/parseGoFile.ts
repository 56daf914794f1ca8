import type { GoModuleVersion, GoReplacement } from '../../shared/model/sourcePaths';
import { modulePathOf } from './parseModulePath';
import { parseGoDirectives, type GoDirective } from './parseGoDirectives';

/** What path resolution needs of a go.mod or go.work. */
export interface GoFile {
  /** Null in a go.work, or when there is none. */
  readonly module: string | null;
  readonly requires: readonly GoModuleVersion[];
  readonly replaces: readonly GoReplacement[];
  /** Absolute folders that a go.work joins. */
  readonly uses: readonly string[];
}

/** @param inFolder absolute path of a path that stands in the file, relative to its folder */
export function parseGoFile(text: string, inFolder: (path: string) => string): GoFile {
  const directives = parseGoDirectives(text);
  const of = (verb: string) => directives.filter((directive) => directive.verb === verb);
  return {
    module: modulePathOf(directives),
    requires: of('require').flatMap(requirement),
    replaces: of('replace').flatMap((directive) => replacement(directive, inFolder)),
    uses: of('use').flatMap(({ words: [path] }) => (path === undefined ? [] : [inFolder(path)])),
  };
}

/** The modules of a vendor/modules.txt: lines `# path version`, also `# path version => replacement` (cmd/go/internal/modload/vendor.go). */
export function parseVendoredModules(text: string): readonly GoModuleVersion[] {
  const found: GoModuleVersion[] = [];
  for (const [, path = '', version = ''] of text.matchAll(/^# (\S+) (v\S+)/gm)) found.push({ path, version });
  return found;
}

function requirement({ words: [path, version] }: GoDirective): GoModuleVersion[] {
  return path === undefined || version === undefined ? [] : [{ path, version }];
}

/** `path [version] => folder`, or `path [version] => path version`. A folder begins with `.` or `/`, or a Windows drive. */
function replacement({ words }: GoDirective, inFolder: (path: string) => string): GoReplacement[] {
  const arrow = words.indexOf('=>');
  const [path, version = null] = words.slice(0, Math.max(arrow, 0));
  const [target, targetVersion] = words.slice(arrow + 1);
  if (arrow < 1 || arrow > 2 || path === undefined || target === undefined) return [];
  const isFolder = /^(?:\.{1,2}(?:[\\/]|$)|[\\/]|[A-Za-z]:[\\/])/.test(target);
  if (isFolder)
    return targetVersion === undefined ? [{ path, version, directory: inFolder(target), module: null }] : [];
  if (targetVersion === undefined) return [];
  return [{ path, version, directory: null, module: { path: target, version: targetVersion } }];
}
