// Sums up the scores of all programs, and holds them to the bars.
import type { ProgramScore, Tier } from './score.ts';

export interface TierSum {
  readonly tier: Exclude<Tier, 'info'>;
  /** Leaks for which this is the surest tier. */
  readonly found: number;
  readonly right: number;
  readonly wrong: number;
}

export interface Bar {
  readonly name: string;
  readonly measured: string;
  readonly holds: boolean;
}

export interface Summary {
  readonly leaks: number;
  readonly tiers: readonly TierSum[];
  readonly bars: readonly Bar[];
}

const accusingTiers = ['proven', 'probable', 'possible'] as const;
const recallWanted = 0.95;

/** `12 of 13 (92.3 %)`. */
export function shareText(part: number, whole: number): string {
  return whole === 0 ? '0 of 0' : `${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`;
}

/** Whether LeakLens says of it that it leaks, and means it. */
function sure(tier: Tier | null): boolean {
  return tier === 'proven' || tier === 'probable';
}

function sumTier(scores: readonly ProgramScore[], tier: TierSum['tier']): TierSum {
  const of = (judgement: string): number =>
    scores.reduce(
      (sum, { findings }) =>
        sum + findings.filter((one) => one.judgement === judgement && one.finding.confidence === tier).length,
      0,
    );
  const found = scores.reduce((sum, { leaks }) => sum + leaks.filter((leak) => leak.found === tier).length, 0);
  return { tier, found, right: of('right'), wrong: of('false') };
}

function healthyBar(scores: readonly ProgramScore[]): Bar {
  const healthy = scores.filter(({ leaks }) => leaks.length === 0);
  const accused = healthy.filter(({ findings }) =>
    findings.some(({ finding, judgement }) => judgement === 'false' && sure(finding.confidence)),
  );
  const names = accused.map(({ name }) => name).join(', ');
  return {
    name: 'no healthy program is told that it leaks, proven or probable',
    measured: `${shareText(accused.length, healthy.length)} accused${names === '' ? '' : `: ${names}`}`,
    holds: accused.length === 0,
  };
}

/** The bars that need no runtime to prove anything. */
export function summarise(scores: readonly ProgramScore[]): Summary {
  const leaks = scores.flatMap((score) => score.leaks);
  const found = leaks.filter((leak) => sure(leak.found)).length;
  const tiers = accusingTiers.map((tier) => sumTier(scores, tier));
  const possible = tiers.find(({ tier }) => tier === 'possible')!;
  const held = scores.filter(({ joined }) => joined !== null);
  const joined = held.filter((score) => score.joined === true).length;
  return {
    leaks: leaks.length,
    tiers,
    bars: [
      {
        name: 'proven and probable find 95 % of the leaks on the exact line',
        measured: shareText(found, leaks.length),
        holds: found >= recallWanted * leaks.length,
      },
      healthyBar(scores),
      {
        name: 'possible is right more often than wrong',
        measured: `${possible.right} right, ${possible.wrong} wrong`,
        holds: possible.right > possible.wrong || possible.wrong === 0,
      },
      {
        name: 'memory that leaked goroutines keep alive is told with them, once',
        measured: shareText(joined, held.length),
        holds: joined === held.length,
      },
    ],
  };
}
