// The verdicts of a round, as the tapped command line writes them down, and what a series of them says of a verdict's steadiness.
import { existsSync, readFileSync } from 'node:fs';
import type { Tier } from '../score.ts';

export interface TappedFinding {
  readonly id: string;
  readonly kind: string;
  readonly confidence: Tier;
  readonly status: string | null;
  readonly place: string;
}

export interface TappedRound {
  /** Of the round; the same again when the source said more afterwards. */
  readonly atMillis: number;
  readonly findings: readonly TappedFinding[];
}

/** How the tier of one finding went over a watch. */
export interface TierStory {
  readonly id: string;
  readonly place: string;
  readonly kind: string;
  /** One word for each change: `12s possible`, `20s probable`, `31s -` when it vanished. */
  readonly steps: readonly string[];
  /** How often it became less sure, or vanished: each is a word taken back. */
  readonly falls: number;
}

const ranks: Readonly<Record<string, number>> = { proven: 3, probable: 2, possible: 1 };

function rankOf(tier: string): number {
  return ranks[tier] ?? 0;
}

/** The rounds that a watch wrote; none when it wrote none. */
export function readRounds(file: string): TappedRound[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as TappedRound);
}

function tierIn(round: TappedRound, id: string): string {
  const found = round.findings.find((finding) => finding.id === id);
  if (found === undefined || found.confidence === 'info') return '-';
  return found.status === 'fixed' ? 'fixed' : found.confidence;
}

function storyOf(rounds: readonly TappedRound[], { id, place, kind }: TappedFinding): TierStory {
  const begin = rounds[0]?.atMillis ?? 0;
  const steps: string[] = [];
  let [last, falls] = ['-', 0];
  for (const round of rounds) {
    const tier = tierIn(round, id);
    if (tier === last) continue;
    steps.push(`${Math.round((round.atMillis - begin) / 1000)}s ${tier}`);
    if (rankOf(tier) < rankOf(last)) falls += 1;
    last = tier;
  }
  return { id, place, kind, steps, falls };
}

/** The story of each finding that was ever more than an explanation. */
export function tierStories(rounds: readonly TappedRound[]): TierStory[] {
  const findings = new Map(rounds.flatMap((round) => round.findings.map((finding) => [finding.id, finding] as const)));
  return [...findings.values()].map((finding) => storyOf(rounds, finding)).filter(({ steps }) => steps.length > 0);
}
