/** Longer names are nobody's path. */
const maxLength = 4096;

/**
 * A file name as a binary records it, in one form: forward slashes, drive letters in capitals, without what build tools put
 * in front (Bazel's `/proc/self/cwd/` and `…/execroot/NAME/`). Empty for what no file can be found for: what the compiler
 * and cgo generate, and names that climb (`..`).
 */
export function normalisePath(file: string): string {
  if (file.length > maxLength || file.includes('\0') || isGenerated(file)) return '';
  const path = file
    .replaceAll('\\', '/')
    .replace(/^\/proc\/self\/cwd\//, '')
    .replace(/^.*\/execroot\/[^/]+\//, '')
    .replace(/^[a-z]:\//, (drive) => drive.toUpperCase())
    .replace(/^(?:\.\/)+/, '')
    .replace(/\/(?:\.?\/)+/g, '/');
  return path.split('/').includes('..') ? '' : path;
}

function isGenerated(file: string): boolean {
  return file.startsWith('<') || /(?:^|[\\/])(?:_cgo_|_testmain\.go$)/.test(file);
}

/** True for paths with a root, of any system. */
export function isAbsolutePath(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:\//.test(path);
}

/** True when `path` is `folder` or lies below it. Both absolute, forward slashes. */
export function isBelow(path: string, folder: string): boolean {
  const base = folder.endsWith('/') ? folder : `${folder}/`;
  return path === folder || path.startsWith(base);
}

/** `a/b/c.go` → `a/b`; empty for a bare name. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
