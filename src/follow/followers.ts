import type { Followers } from '../shared/follower';
import type { SourceTree } from '../shared/ports';
import { PathResolver } from './pathResolver';
import { TargetFollower, type FollowerParts } from './targetFollower';

/** Followers that share what is known of one workspace. */
export function createFollowers(parts: Omit<FollowerParts, 'paths'> & { readonly tree: SourceTree }): Followers {
  const paths = new PathResolver(parts.analyser, parts.tree);
  return { paths, follow: (options) => new TargetFollower({ ...parts, paths }, options) };
}
