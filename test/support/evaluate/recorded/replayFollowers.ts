// Stands in for src/follow/followers while a recording is watched: as tapFollowers.ts, and time passes when a round is over and the
// source has said what it was asked. In the field it has the pauses between the rounds for that, on another core.
import type { FollowersParts } from '../../../../src/follow/followers';
import type { Followers } from '../../../../src/shared/ports/runtime/follower';
import { systemClock } from './replayClock';
import { createFollowers as create } from './tapFollowers';

export function createFollowers(parts: FollowersParts): Followers {
  const followers = create(parts);
  return {
    follow: (options) => {
      const follower = followers.follow({
        ...options,
        events: {
          ...options.events,
          round: async (round) => {
            await options.events.round(round);
            // By then the poller has set its pause.
            void follower.explained().then(() => systemClock.pass());
          },
        },
      });
      return follower;
    },
  };
}
