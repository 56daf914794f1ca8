import { LeakLensError } from '../shared/model/errors';
import type { Clock } from '../shared/ports/clock';
import type { Followers, SourcePaths } from '../shared/ports/follower';
import type { OpenSession } from '../shared/ports/runtimeSession';
import { TargetFollower } from './targetFollower';

export interface FollowersParts {
  readonly clock: Clock;
  readonly paths: SourcePaths;
  /** How a target of each runtime is asked, by the runtime's id. */
  readonly sessions: Readonly<Record<string, OpenSession>>;
}

/** Followers that share what is known of one workspace. */
export function createFollowers({ clock, paths, sessions }: FollowersParts): Followers {
  return {
    paths,
    follow(options) {
      const { runtime, target } = options.source;
      const openSession = sessions[runtime];
      if (openSession !== undefined) return new TargetFollower({ clock, openSession }, options);
      throw new LeakLensError({
        kind: 'not-found',
        subject: target.url,
        detail: `a runtime that is not known here: ${runtime}`,
      });
    },
  };
}
