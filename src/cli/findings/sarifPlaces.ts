import type { FindingSite } from '../../shared/model/finding';

/** What SARIF calls the folder that relative paths are below; uploads of code scanning resolve it to the checkout. */
export const rootBaseId = '%SRCROOT%';

/** No system has longer paths (PATH_MAX of Linux). */
const longestPath = 4096;

/** False for code of which the binary records no file, or none that can be one. */
export function hasFile({ path, file }: FindingSite): boolean {
  const { length } = path ?? file;
  return length > 0 && length <= longestPath;
}

/** A `physicalLocation` (SARIF 2.1.0, 3.29): relative below the working directory, else the whole path. */
export function physicalLocation({ path, file, line }: FindingSite, workingDirectory: string): Record<string, unknown> {
  const artifactLocation = artifactOf((path ?? file).replaceAll('\\', '/'), workingDirectory);
  return { artifactLocation, ...(line > 0 ? { region: { startLine: line } } : {}) };
}

function artifactOf(path: string, workingDirectory: string): Record<string, unknown> {
  const root = workingDirectory.endsWith('/') ? workingDirectory : `${workingDirectory}/`;
  if (path.startsWith(root)) return { uri: uriPath(path.slice(root.length)), uriBaseId: rootBaseId };
  if (path.startsWith('/') || /^[A-Za-z]:\//.test(path)) return { uri: fileUri(path) };
  // Recorded without its folder, as -trimpath does.
  return { uri: uriPath(path) };
}

/** `file:///srv/shop/` for the folder, with the slash at the end that a base needs. */
export function folderUri(folder: string): string {
  return fileUri(folder.endsWith('/') ? folder : `${folder}/`);
}

function fileUri(path: string): string {
  return `file://${path.startsWith('/') ? '' : '/'}${uriPath(path)}`;
}

function uriPath(path: string): string {
  // A lone surrogate has no encoding.
  const parts = path.toWellFormed().split('/');
  return parts.map((part) => (isDrive(part) ? part : encodeURIComponent(part))).join('/');
}

function isDrive(part: string): boolean {
  return /^[A-Za-z]:$/.test(part);
}
