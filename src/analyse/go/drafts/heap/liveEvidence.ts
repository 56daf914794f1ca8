import type { Turnover } from '../../../../shared/model/turnover';
import type { Evidence } from '../../../../shared/model/finding';
import { evidenceList } from '../../../judge/findingOf';
import { goPiece } from '../../base/goPiece';
import { doubles, leastGrown, type LiveCase } from './liveVerdict';
import { sampledRules } from '../../../numbers/sampledRules';

/** The numbers of a growth, in the order in which a person should read them. */
export function liveEvidence(about: LiveCase, bytes: number): Evidence[] {
  const { trend, deletes, turnover } = about;
  const freedShare = turnover === null ? null : Math.min(1, turnover.freedBytes / turnover.allocatedBytes);
  const isRoom = !trend.goesOn && doubles(about);
  const least = leastGrown(about);
  // Only where it is what tips the scales: elsewhere it is one number more to read.
  const isExact = trend.grown < trend.noise * sampledRules.noiseDeviations && trend.grown >= least;
  return evidenceList(
    goPiece('bytes', bytes, 'bytes'),
    goPiece('bytes-before', trend.before, 'bytes'),
    goPiece('rate', trend.ratePerMinute, 'bytes-per-minute'),
    goPiece('watched', trend.watchedMillis / 1000, 'seconds'),
    goPiece('collections', trend.collections, 'count'),
    goPiece('allocated', turnover?.allocatedBytes ?? null, 'bytes'),
    goPiece('freed-share', freedShare, 'ratio'),
    goPiece('kept-for', keptSeconds(turnover), 'seconds'),
    goPiece('mann-kendall', trend.z, 'none'),
    isRoom ? goPiece('room', 1, 'none') : goPiece('late-slope-share', trend.lateShare, 'ratio'),
    goPiece('sampling-noise', least, 'bytes'),
    goPiece('goal-growth', isExact ? (about.goal?.trend.growth ?? null) : null, 'bytes'),
    goPiece('way-out', deletes ? 1 : null, 'none'),
  );
}

function keptSeconds(turnover: Turnover | null): number | null {
  const millis = turnover?.livesMillis ?? null;
  return millis === null ? null : millis / 1000;
}
