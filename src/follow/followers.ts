import type { Clock } from '../shared/ports/clock';
import type { Followers } from '../shared/ports/runtime/follower';
import type { RuntimeWorks } from '../shared/ports/runtime/runtimeWork';
import { TargetFollower } from './targetFollower';

export interface FollowersParts {
  readonly clock: Clock;
  /** How a target of each runtime is asked. */
  readonly works: RuntimeWorks;
}

/** Followers of targets of any runtime. @throws LeakLensError `not-found` for a target of one that is not known here */
export function createFollowers({ clock, works }: FollowersParts): Followers {
  return {
    follow(options) {
      const { openSession } = works.of(options.source.runtime);
      return new TargetFollower({ clock, openSession }, options);
    },
  };
}
