import type { PastMoment } from '../../shared/model/pastMoment';

const minuteMillis = 60 * 1000;
/** As long as points of a series are kept. */
const keptMillis = 7 * 24 * 60 * minuteMillis;
/** What a clock that was set back leaves behind. */
const aheadMillis = 24 * 60 * minuteMillis;

/** A moment that is an hour old need not have another within a twelfth of that beside it, so five minutes; where there is no room, more. */
const shares = [12, 8, 5, 3, 2, 1];

/**
 * The moments that have to go: those that are out of date, those that are closer to the one before than their age asks for, and, where
 * what is left takes more than `maxBytes`, more of them. The last moment of a process and those in which something was found stay
 * longest, since nobody can have them again. Thinning what is thinned already changes nothing at the same moment.
 * @param moments in order of time
 */
export function surplusPast(moments: readonly PastMoment[], nowMillis: number, maxBytes: number): PastMoment[] {
  const dated = moments.filter(
    ({ atMillis }) => nowMillis - atMillis < keptMillis && atMillis - nowMillis < aheadMillis,
  );
  const protectedOnes = new Set(dated.filter((moment, index) => moment.isFind || endsLife(dated, index)));
  const kept =
    shares
      .map((share) => thinned(dated, nowMillis, { share, stays: protectedOnes }))
      .find((few) => fits(few, maxBytes)) ??
    newestThatFit(thinned(dated, nowMillis, { share: 1, stays: new Set() }), maxBytes);
  const left = new Set(kept);
  return moments.filter((moment) => !left.has(moment));
}

function endsLife(moments: readonly PastMoment[], index: number): boolean {
  const next = moments[index + 1];
  return next !== undefined && next.life !== moments[index]?.life;
}

interface Rule {
  readonly share: number;
  readonly stays: ReadonlySet<PastMoment>;
}

/** From the oldest on, so that what was kept once is measured from the same one again. */
function thinned(moments: readonly PastMoment[], nowMillis: number, { share, stays }: Rule): PastMoment[] {
  let lastMillis = -Infinity;
  return moments.filter((moment, index) => {
    const isApart = moment.atMillis - lastMillis >= (nowMillis - moment.atMillis) / share;
    const isNewest = index === moments.length - 1;
    if (!isApart && !isNewest && !stays.has(moment)) return false;
    lastMillis = moment.atMillis;
    return true;
  });
}

function newestThatFit(moments: readonly PastMoment[], maxBytes: number): PastMoment[] {
  let room = maxBytes;
  const kept: PastMoment[] = [];
  for (const moment of moments.toReversed()) {
    room -= pastBytes(moment);
    if (room < 0) break;
    kept.push(moment);
  }
  return kept;
}

function fits(moments: readonly PastMoment[], maxBytes: number): boolean {
  return moments.reduce((sum, moment) => sum + pastBytes(moment), 0) <= maxBytes;
}

/** What a moment takes on disk. */
export function pastBytes({ files }: Pick<PastMoment, 'files'>): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
