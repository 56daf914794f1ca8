import { parseGoDirectives, type GoDirective } from './parseGoDirectives';

/**
 * The module path of a go.mod: `module example.com/x`, also quoted, with a comment, or in a block
 * (https://go.dev/ref/mod#go-mod-file-module). @returns null when there is none
 */
export function parseModulePath(goMod: string): string | null {
  return modulePathOf(parseGoDirectives(goMod));
}

/** The same of directives that are parsed already. */
export function modulePathOf(directives: readonly GoDirective[]): string | null {
  const named = directives.find(({ verb }) => verb === 'module');
  const [path, ...others] = named?.words ?? [];
  return path === undefined || others.length > 0 || path === '' || /[\s"`()]/.test(path) ? null : path;
}
