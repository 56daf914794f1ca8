import type { Followers } from '../shared/ports/follower';
import type { SourceHistory } from '../shared/ports/sourceTree';
import type { SourceTree } from '../shared/ports/sourceTree';
import { PathResolver } from './paths/pathResolver';
import { TargetFollower, type FollowerParts } from './targetFollower';

export type FollowersParts = Omit<FollowerParts, 'paths'> & {
  readonly tree: SourceTree;
  /** Absent where no program may be run. */
  readonly history?: SourceHistory;
};

/** Followers that share what is known of one workspace. */
export function createFollowers(parts: FollowersParts): Followers {
  const { analyser, tree, sources: reader, history } = parts;
  const paths = new PathResolver(analyser, tree, { reader, ...(history !== undefined && { history }) });
  return { paths, follow: (options) => new TargetFollower({ ...parts, paths }, options) };
}
