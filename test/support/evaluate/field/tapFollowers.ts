// Stands in for src/follow/followers in the command line that the field is watched with (tappedCommand.ts): everything is as
// it is for people, but each round's verdicts are written down as well, so that flicker can be seen.
import { appendFileSync } from 'node:fs';
import process from 'node:process';
import { createFollowers as create, type FollowersParts } from '../../../../src/follow/followers';
import type { Followers, Round } from '../../../../src/shared/follower';
import type { TappedRound } from './tappedRound';

const file = process.env['LEAKLENS_FIELD_ROUNDS'] ?? '';

function tapped({ point, findings, cost }: Round): TappedRound {
  return {
    atMillis: point.atMillis,
    cost,
    findings: findings.map(({ id, kind, confidence, status, site }) => ({
      id,
      kind,
      confidence,
      status,
      place: site === null ? 'the process' : `${site.file}:${site.line}`,
    })),
  };
}

export function createFollowers(parts: FollowersParts): Followers {
  const followers = create(parts);
  return {
    paths: followers.paths,
    follow: (options) =>
      followers.follow({
        ...options,
        events: {
          ...options.events,
          round: async (round) => {
            if (file !== '') appendFileSync(file, `${JSON.stringify(tapped(round))}\n`);
            await options.events.round(round);
          },
        },
      }),
  };
}
