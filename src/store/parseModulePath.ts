/**
 * The module path of a go.mod: `module example.com/x`, also quoted, with a comment, or in a block
 * (https://go.dev/ref/mod#go-mod-file-module). @returns null when there is none
 */
export function parseModulePath(goMod: string): string | null {
  let inBlock = false;
  for (const line of goMod.split(/\r?\n/)) {
    const words = withoutComment(line).trim();
    const path = inBlock ? words : /^module(?=[\s"`(])\s*(.*)$/.exec(words)?.[1];
    if (path === undefined || path === '') continue;
    if (path === ')') return null;
    if (path === '(') inBlock = true;
    else return unquoted(path);
  }
  return null;
}

/** A comment may follow the path directly; within a module path, `//` cannot stand. */
function withoutComment(line: string): string {
  const start = line.indexOf('//');
  return start < 0 ? line : line.slice(0, start);
}

function unquoted(text: string): string | null {
  const quoted = /^(["`])(.*)\1$/.exec(text);
  const path = quoted?.[2] ?? text;
  return path === '' || /[\s"`()]/.test(path) ? null : path;
}
