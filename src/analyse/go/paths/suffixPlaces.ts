import type { WorkspaceLayout } from '../../../shared/ports/runtime/analyser';
import type { SourcePlace } from '../../../shared/model/sourcePaths';
import { ownRoots } from './workspaceFile';

/** Deeper paths are nobody's sources. */
const maxElements = 40;

/**
 * Places by the end of the path, the longest first: each counts only when it is the only one that declares the functions.
 * @param least how many elements have to agree; one is enough only for the main package of a program
 */
export function suffixPlaces(path: string, least: number, layout: WorkspaceLayout): SourcePlace[] {
  const elements = path.split('/').filter((element) => element !== '' && !/^[A-Z]:$/.test(element));
  if (elements.length > maxElements) return [];
  const suffixes = elements.map((_, from) => elements.slice(from)).filter(({ length }) => length >= least);
  const roots = ownRoots(layout);
  return suffixes.map((suffix) => ({
    paths: [...new Set([...roots.flatMap((root) => placesBelow(root, suffix)), ...placesIn(layout, suffix)])],
    mappedBy: 'suffix',
    proof: 'only',
    doubt: null,
  }));
}

/** `shop/queue/queue.go` below `/home/me/shop` is `/home/me/shop/shop/queue/queue.go`, or what overlaps: `/home/me/shop/queue/queue.go`. */
function placesBelow(root: string, suffix: readonly string[]): string[] {
  const overlaps = suffix.slice(1).map((_, at) => at + 1);
  const places = overlaps
    .filter((count) => root.endsWith(`/${suffix.slice(0, count).join('/')}`))
    .map((count) => `${root}/${suffix.slice(count).join('/')}`);
  return [`${root}/${suffix.join('/')}`, ...places];
}

/** The same below any folder with Go files: in a repository of many programs the roots are not where they begin. */
function placesIn({ sourceFolders = [] }: WorkspaceLayout, suffix: readonly string[]): string[] {
  const file = suffix.at(-1) ?? '';
  const end = suffix.length > 1 ? `/${suffix.slice(0, -1).join('/')}` : '';
  return sourceFolders.filter((folder) => folder.endsWith(end)).map((folder) => `${folder}/${file}`);
}
