// Stands in for src/follow/followers in the command line that the field is watched with (tappedCommand.ts): everything is as
// it is for people, but the verdicts are written down each time they are told, so that flicker can be seen.
import { appendFileSync } from 'node:fs';
import process from 'node:process';
import { createFollowers as create, type FollowersParts } from '../../../../src/follow/followers';
import type { Followers, FollowEvents, Round } from '../../../../src/shared/ports/runtime/follower';
import type { TappedRound } from './tappedRound';

const file = process.env['LEAKLENS_FIELD_ROUNDS'] ?? '';

function keep(atMillis: number, { findings }: Pick<Round, 'findings'>): void {
  if (file === '') return;
  const round: TappedRound = {
    atMillis,
    findings: findings.map(({ id, kind, confidence, status, site }) => ({
      id,
      kind,
      confidence,
      status,
      place: site === null ? 'the process' : `${site.file}:${site.line}`,
    })),
  };
  appendFileSync(file, `${JSON.stringify(round)}\n`);
}

export function createFollowers(parts: FollowersParts): Followers {
  const followers = create(parts);
  return {
    follow: (options) => {
      let newestMillis = 0;
      const events: FollowEvents = {
        ...options.events,
        round: async (round) => {
          newestMillis = round.point.atMillis;
          keep(newestMillis, round);
          await options.events.round(round);
        },
        explained: (told) => {
          keep(newestMillis, told);
          options.events.explained(told);
        },
      };
      return followers.follow({ ...options, events });
    },
  };
}
