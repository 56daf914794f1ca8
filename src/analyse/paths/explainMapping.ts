import type { PathMapping } from '../../shared/model/sourcePaths';
import { normalisePath } from './recordedPath';

/** A recorded name and the path found for it, without the end that they share. */
export function explainMapping(file: string, path: string): PathMapping {
  const from = normalisePath(file).split('/');
  const to = path.split('/');
  let shared = 0;
  while (shared < Math.min(from.length, to.length) && from.at(-1 - shared) === to.at(-1 - shared)) shared += 1;
  if (shared === from.length && shared === to.length) return { from: '', to: '' };
  return { from: from.slice(0, from.length - shared).join('/'), to: to.slice(0, to.length - shared).join('/') };
}
