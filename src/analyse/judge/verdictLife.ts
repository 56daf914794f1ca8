import type { Confidence, Doubt, Standing } from '../../shared/model/finding';
import { lifeRules as rules } from '../base/thresholds';

/** What one round says of what a verdict is about. */
export interface RoundEvidence {
  readonly atMillis: number;
  /** What this round alone would say. */
  readonly tier: Exclude<Confidence, 'info'> | null;
  /** Why it says no more; null where it just stands still. */
  readonly doubt: Doubt | null;
  readonly isGrowing: boolean;
  /** What there is of it now, wherever it is. */
  readonly amount: number;
  /** The least at which all of it counts as still there; of a round that gives a tier. */
  readonly kept: number;
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
  };
}

/** Evidence of another kind than that something has not grown of late. */
const otherKinds: ReadonlySet<Doubt> = new Set(['turnover', 'tides', 'load', 'way-out', 'bounded', 'filled', 'goal']);

/**
 * The next moment of a verdict's life:
 *
 * - watching → possible → growing ⇄ stands, up as soon as a round says so;
 * - growing, stands → withdrawn only by evidence of another kind that lasts, or because a part went away by itself: that nothing
 *   came since is no evidence against it;
 * - withdrawn → growing only when the runtime says so, when much more has come, or after a long time;
 * - whatever was sure → fixed when what was found is gone; that ends, with a suspicion, when as much is back.
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
  const { tier, amount, atMillis, doubt } = seen;
  if (tier === 'probable' || tier === 'proven') return sure(life, seen);
  if (amount <= goneLevel(life)) return fixed(life, atMillis);
  if (amount < life.kept) return withdrawn(life, seen, 'left');
  if (doubt === null || !otherKinds.has(doubt)) return { ...life, standing: 'stands', against: null };
  const against =
    life.against?.doubt === doubt
      ? { ...life.against, rounds: life.against.rounds + 1 }
      : { doubt, fromMillis: atMillis, rounds: 1 };
  const lasts = against.rounds >= rules.otherKindRounds && atMillis - against.fromMillis >= rules.otherKindMillis;
  return lasts ? withdrawn(life, seen, doubt) : { ...life, standing: 'stands', against };
}

function stepOfWithdrawn(life: VerdictLife, seen: RoundEvidence): VerdictLife {
  const { tier, amount, atMillis } = seen;
  if (tier === null && amount <= goneLevel(life)) return fixed(life, atMillis);
  const isNew =
    amount >= life.peak * rules.muchMore || atMillis - life.sinceMillis >= rules.longAfterMillis || tier === 'proven';
  if ((tier === 'probable' || tier === 'proven') && isNew) return sure(life, seen);
  const isBack = life.doubt === 'tides' && life.tier !== null && amount >= life.kept;
  return { ...life, tier: tier === null && !isBack ? null : 'possible' };
}

function stepOfFixed(life: VerdictLife, seen: RoundEvidence): VerdictLife {
  if (seen.tier !== null) return stepOfUnsure({ ...newLife(seen.atMillis, life.before), wasSure: true }, seen);
  if (life.kept === 0 || seen.amount < life.kept) return life;
  // What goes and comes back may be a tide. It is over no more, and not as sure as it was.
  return { ...life, standing: 'withdrawn', tier: 'possible', sinceMillis: seen.atMillis, doubt: 'tides' };
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

function fixed(life: VerdictLife, atMillis: number): VerdictLife {
  return { ...life, standing: 'fixed', tier: null, sinceMillis: atMillis, doubt: null, against: null };
}

function most({ peak }: VerdictLife, { amount }: RoundEvidence): Pick<VerdictLife, 'peak'> {
  return { peak: Math.max(peak, amount) };
}
