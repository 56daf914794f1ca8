import type { ResolveFile } from '../shared/analyser';
import type { Frame, ResolvedSite } from '../shared/sourceLocation';

export interface NearestSite {
  readonly site: ResolvedSite;
  /** How deep the site's frame is, 0 the leaf. */
  readonly depth: number;
}

/**
 * The innermost frame of a stack that lies in the workspace: the line of *my* code that allocates or waits, even when the
 * allocation itself happens inside a library. Null when no frame is mine.
 */
export function nearestSite(frames: readonly Frame[], resolve: ResolveFile): NearestSite | null {
  for (const [depth, frame] of frames.entries()) {
    const site = resolveFrame(frame, resolve);
    if (site !== null) return { site, depth };
  }
  return null;
}

/** One frame as a site of the workspace, or null. */
export function resolveFrame(frame: Frame, resolve: ResolveFile): ResolvedSite | null {
  if (frame.line <= 0) return null;
  const path = resolve(frame.file);
  return path === null ? null : { function: frame.function, file: frame.file, line: frame.line, path };
}

/** Key under which sites are the same line of the same local file. */
export function resolvedKey(site: ResolvedSite): string {
  return `${site.path}:${String(site.line)}`;
}
