/** A path as Go's path.Clean leaves it: no doubled slashes, no `.`, no `..` but leading ones, no slash at the end. */
export function cleanPath(path: string): string {
  if (!/\/\/|(^|\/)\.\.?(\/|$)|.\/$/.test(path)) return path;
  const isRooted = path.startsWith('/');
  const kept: string[] = [];
  for (const element of path.split('/')) {
    if (element === '' || element === '.') continue;
    if (element !== '..') kept.push(element);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!isRooted) kept.push('..');
  }
  const joined = (isRooted ? '/' : '') + kept.join('/');
  return joined === '' ? '.' : joined;
}

/** The last element of a path, as Go's path.Base. */
export function baseName(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  if (trimmed === '') return path === '' ? '.' : '/';
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** What a recorded file is called in a report: without Bazel's prefix (pprof: trimPath), cleaned. Empty stays empty. */
export function reportedFile(file: string): string {
  const trimmed = file.replace(/^\/proc\/self\/cwd\/(\.\/)?/, '');
  return trimmed === '' ? '' : cleanPath(trimmed);
}
