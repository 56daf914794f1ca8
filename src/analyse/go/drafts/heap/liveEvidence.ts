import type { Evidence } from '../../../../shared/model/finding';
import { evidenceList, piece } from '../../../judge/findingOf';
import { doubles, type LiveCase } from './liveVerdict';
import { sampledRules } from '../../../numbers/sampledRules';

/** The numbers of a growth, in the order in which a person should read them. */
export function liveEvidence(about: LiveCase, bytes: number): Evidence[] {
  const { trend, deletes } = about;
  const isRoom = !trend.goesOn && doubles(about);
  return evidenceList(
    piece('bytes', bytes, 'bytes'),
    piece('bytes-before', trend.before, 'bytes'),
    piece('rate', trend.ratePerMinute, 'bytes-per-minute'),
    piece('watched', trend.watchedMillis / 1000, 'seconds'),
    piece('collections', trend.collections, 'count'),
    piece('mann-kendall', trend.z, 'none'),
    isRoom ? piece('room', 1, 'none') : piece('late-slope-share', trend.lateShare, 'ratio'),
    piece('sampling-noise', trend.noise * sampledRules.noiseDeviations, 'bytes'),
    piece('way-out', deletes ? 1 : null, 'none'),
  );
}
