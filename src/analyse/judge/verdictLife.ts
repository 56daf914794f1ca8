import type { Confidence, Doubt, Standing } from '../../shared/model/finding';
import { lifeRules as rules } from './lifeRules';

/** What one round says of what a verdict is about. */
export interface RoundEvidence {
  readonly atMillis: number;
  /** What this round alone would say. */
  readonly tier: Exclude<Confidence, 'info'> | null;
  /** Why it says no more; null where it just stands still. */
  readonly doubt: Doubt | null;
  /**
   * How long that has to last until it takes a verdict back, ms: evidence of another kind than that it has not grown of late. Null for
   * what never does.
   */
  readonly takesBackAfter: number | null;
  /** What it is about is elsewhere just now: the round has looked at nothing. */
  readonly isElsewhere: boolean;
  readonly isGrowing: boolean;
  /** What there is of it now, wherever it is. */
  readonly amount: number;
  /** The least at which all of it counts as still there; of a round that gives a tier. */
  readonly kept: number;
  /** What tells a return of what was over from chance. */
  readonly back: BackRule;
}

/** When something that was over counts as growing again, and when no more. */
export interface BackRule {
  /** So much more than the least since it was over. */
  readonly least: number;
  /** Without a new most for so long it grows no more, ms: what is sampled at collections stands still between them. */
  readonly holdsMillis: number;
}

/** What there has been of something since it was over. */
interface SinceOver {
  readonly least: number;
  readonly most: number;
  /** Rounds in a row that brought a new most, and rounds in a row that did not. */
  readonly rises: number;
  readonly stills: number;
}

/** The life of one verdict in one process. Values only; `step` leads from one to the next. */
export interface VerdictLife {
  readonly standing: Standing | 'watching';
  /** What it is told as; null while it is not told. */
  readonly tier: Exclude<Confidence, 'info'> | null;
  /** When it came to stand so; of one that grows or stands, when it last grew. */
  readonly sinceMillis: number;
  /** It was probable or proven once. */
  readonly wasSure: boolean;
  /** Most there was of it, what there was before it grew, and the least at which it is still all there. */
  readonly peak: number;
  readonly before: number;
  readonly kept: number;
  /** Why it was taken back. */
  readonly doubt: Doubt | null;
  /** Evidence of another kind that is not enough yet: what, since when, in how many rounds. */
  readonly against: { readonly doubt: Doubt; readonly fromMillis: number; readonly rounds: number } | null;
  /** Null for what was never over. */
  readonly since: SinceOver | null;
}

export function newLife(atMillis: number, before: number): VerdictLife {
  return {
    standing: 'watching',
    tier: null,
    sinceMillis: atMillis,
    wasSure: false,
    peak: 0,
    before,
    kept: 0,
    doubt: null,
    against: null,
    since: null,
  };
}

/**
 * The next moment of a verdict's life:
 *
 * - watching → possible → growing ⇄ stands, up as soon as a round says so;
 * - growing, stands → withdrawn only by evidence of another kind that lasts, or because a part went away by itself: that nothing
 *   came since is no evidence against it;
 * - withdrawn → growing only when the runtime says so, when much more has come, or after a long time;
 * - whatever was sure → fixed when what was found is gone; that ends, with a suspicion, when as much is back;
 * - fixed → again as soon as it is seen to grow, however little that is yet; fixed once more when that goes as well.
 */
export function step(life: VerdictLife, seen: RoundEvidence): VerdictLife {
  switch (life.standing) {
    case 'growing':
    case 'stands':
      return stepOfSure(life, seen);
    case 'withdrawn':
      return stepOfWithdrawn(life, seen);
    case 'fixed':
      return stepOfFixed(life, seen);
    case 'again':
      return stepOfAgain(life, seen);
    default:
      return stepOfUnsure(life, seen);
  }
}

/** At or below this amount it is gone. */
export function goneLevel({ before, peak }: Pick<VerdictLife, 'before' | 'peak'>): number {
  const least = Math.min(before, peak);
  return least + (peak - least) * rules.goneShare;
}

/** Told as part of another finding now, or on another line. */
export function toldElsewhere(life: VerdictLife, standing: 'merged' | 'moved', atMillis: number): VerdictLife {
  if (life.standing === standing) return life;
  return { ...life, standing, tier: null, sinceMillis: atMillis, against: null };
}

function stepOfUnsure(life: VerdictLife, seen: RoundEvidence): VerdictLife {
  const { tier, atMillis, amount } = seen;
  if (tier === 'probable' || tier === 'proven') return sure(life, seen);
  if (tier === 'possible') {
    const sinceMillis = atMillis;
    return {
      ...life,
      standing: 'possible',
      tier,
      sinceMillis,
      ...most(life, seen),
      kept: seen.kept,
      doubt: seen.doubt,
    };
  }
  if (life.standing !== 'possible') return life;
  // A suspicion is not dropped for one round that does not share it.
  const isHeld = amount >= life.kept && atMillis - life.sinceMillis < rules.possibleHoldsMillis;
  return isHeld ? life : { ...life, standing: 'watching', tier: null };
}

function stepOfSure(life: VerdictLife, seen: RoundEvidence): VerdictLife {
  const { tier, amount, atMillis, doubt, takesBackAfter } = seen;
  if (tier === 'probable' || tier === 'proven') return sure(life, seen);
  if (amount <= goneLevel(life)) return fixed(life, seen);
  if (amount < life.kept) return withdrawn(life, seen, 'left');
  if (doubt === null || takesBackAfter === null)
    return { ...life, standing: 'stands', against: seen.isElsewhere ? life.against : null };
  const against =
    life.against?.doubt === doubt
      ? { ...life.against, rounds: life.against.rounds + 1 }
      : { doubt, fromMillis: atMillis, rounds: 1 };
  const lasts = against.rounds >= rules.otherKindRounds && atMillis - against.fromMillis >= takesBackAfter;
  return lasts ? withdrawn(life, seen, doubt) : { ...life, standing: 'stands', against };
}

function stepOfWithdrawn(life: VerdictLife, seen: RoundEvidence): VerdictLife {
  const { tier, amount, atMillis } = seen;
  if (tier === null && amount <= goneLevel(life)) return fixed(life, seen);
  const isNew =
    amount >= life.peak * rules.muchMore || atMillis - life.sinceMillis >= rules.longAfterMillis || tier === 'proven';
  if ((tier === 'probable' || tier === 'proven') && isNew) return sure(life, seen);
  const isBack = life.doubt === 'tides' && life.tier !== null && amount >= life.kept;
  return { ...life, tier: tier === null && !isBack ? null : 'possible' };
}

function stepOfFixed(life: VerdictLife, seen: RoundEvidence): VerdictLife {
  if (seen.tier !== null) return stepOfUnsure({ ...newLife(seen.atMillis, life.before), wasSure: true }, seen);
  const since = sinceOver(life.since, seen.amount);
  if (life.kept === 0 || seen.amount < life.kept) {
    if (!comesBack(since, seen.back)) return { ...life, since };
    return { ...life, standing: 'again', tier: 'possible', sinceMillis: seen.atMillis, since };
  }
  // What goes and comes back may be a tide. It is over no more, and not as sure as it was.
  return { ...life, standing: 'withdrawn', tier: 'possible', sinceMillis: seen.atMillis, doubt: 'tides' };
}

/** It was over and grows again, and no round has had the time to judge that. */
function stepOfAgain(life: VerdictLife, seen: RoundEvidence): VerdictLife {
  const { tier, amount, atMillis, back } = seen;
  if (tier === 'probable' || tier === 'proven') return sure(life, seen);
  const since = sinceOver(life.since, amount);
  const { least, most, stills } = since;
  if (amount > (life.since?.most ?? 0)) return { ...life, sinceMillis: atMillis, since };
  const isGoing = amount <= goneLevel(life) && amount < least + (most - least) / 2;
  const isStill = stills >= rules.backRounds && atMillis - life.sinceMillis >= back.holdsMillis;
  if (!isGoing && !isStill) return { ...life, since };
  if (amount <= goneLevel(life)) return fixed(life, seen);
  return tier === null ? withdrawn(life, seen, 'left') : stepOfUnsure({ ...life, standing: 'watching' }, seen);
}

function sinceOver(since: SinceOver | null, amount: number): SinceOver {
  if (since === null || amount < since.least) return { least: amount, most: amount, rises: 0, stills: 0 };
  if (amount > since.most) return { ...since, most: amount, rises: since.rises + 1, stills: 0 };
  return { ...since, rises: amount < since.most ? 0 : since.rises, stills: since.stills + 1 };
}

/** A crowd that comes and goes brings a new most now and then, and seldom two in a row. */
function comesBack({ least, most, rises }: SinceOver, back: BackRule): boolean {
  return rises >= rules.backRounds && most - least >= back.least;
}

function sure(life: VerdictLife, seen: RoundEvidence): VerdictLife {
  const { atMillis, isGrowing, kept, tier } = seen;
  const wasTold = life.standing === 'growing' || life.standing === 'stands';
  return {
    ...life,
    standing: isGrowing ? 'growing' : 'stands',
    tier: life.tier === 'proven' && wasTold ? 'proven' : tier,
    sinceMillis: isGrowing || !wasTold ? atMillis : life.sinceMillis,
    wasSure: true,
    ...most(life, seen),
    kept,
    doubt: null,
    against: null,
  };
}

function withdrawn(life: VerdictLife, { atMillis, tier }: RoundEvidence, doubt: Doubt): VerdictLife {
  return {
    ...life,
    standing: 'withdrawn',
    tier: tier === null ? null : 'possible',
    sinceMillis: atMillis,
    doubt,
    against: null,
  };
}

/** Over from this round on. */
export function fixed(
  life: VerdictLife,
  { atMillis, amount }: Pick<RoundEvidence, 'atMillis' | 'amount'>,
): VerdictLife {
  const since = sinceOver(null, amount);
  return { ...life, standing: 'fixed', tier: null, sinceMillis: atMillis, doubt: null, against: null, since };
}

function most({ peak }: VerdictLife, { amount }: RoundEvidence): Pick<VerdictLife, 'peak'> {
  return { peak: Math.max(peak, amount) };
}
