import { l10n } from 'vscode';
import { durationWords } from '../../../shared/base/durationWords';
import type { FindingView } from '../../../shared/wires/findingView';
import { excerptOf, type Excerpt } from './excerptOf';

/** All that is told of one finding, whatever it is written as. What it quotes of a service is as the service has it. */
export interface LeakStory {
  readonly title: string;
  /** How sure it is, and where it is in its life. */
  readonly verdict: readonly string[];
  readonly place: Excerpt | null;
  readonly evidence: readonly string[];
  /** What it has been for as long as it was watched; null where nothing moved, and for what is gone with its process. */
  readonly trend: TrendStory | null;
  /** The same of the time before it was fixed; null for what is not fixed, or was not seen before. The title says what is left. */
  readonly before: TrendStory | null;
  /** When a limit is reached. */
  readonly ahead: readonly string[];
  readonly related: readonly { readonly role: string; readonly excerpt: Excerpt }[];
  readonly advice: string;
  /** Our own words, with `**` and backticks as Markdown has them. */
  readonly steps: readonly string[];
}

export interface TrendStory {
  /** `From 12 to 1,119 goroutines in 4 min`. */
  readonly words: string;
  /** ms since 1970 and value. */
  readonly points: FindingView['trend'];
}

export interface StoryParts {
  readonly finding: FindingView;
  /** What was seen of it before it was fixed; null where it is not, or was not seen. */
  readonly before: Pick<FindingView, 'trend' | 'trendEnds'> | null;
  /** Sentences about limits of its service. */
  readonly ahead: readonly string[];
}

/** Puts together what is known of a finding. It names no service, no address and no folder of this machine. */
export async function leakStory({ finding, before, ahead }: StoryParts): Promise<LeakStory> {
  const { place, functionName, related, evidence, advice, title, confidenceText, statusText } = finding;
  const isFixed = finding.status === 'fixed';
  return {
    title,
    verdict: [confidenceText, ...(statusText === '' ? [] : [statusText])],
    place: place === null ? null : await excerptOf(place, functionName),
    evidence,
    trend: before === null || isNewer(finding, before) ? trendStory(finding) : null,
    before: before === null ? null : trendStory(before),
    // What its own evidence says already is said there.
    ahead: isFixed ? [] : ahead.filter((sentence) => !evidence.includes(sentence)),
    related: await Promise.all(
      related.map(async (one) => ({ role: one.role, excerpt: await excerptOf(one.place, one.functionName) })),
    ),
    advice,
    steps: isFixed ? [] : checkSteps(),
  };
}

/** Of what another process has not got any more, the course is still that of the one before. */
function isNewer({ trend }: Pick<FindingView, 'trend'>, before: Pick<FindingView, 'trend'>): boolean {
  return (trend.at(-1)?.[0] ?? 0) > (before.trend.at(-1)?.[0] ?? 0);
}

function trendStory({ trend, trendEnds }: Pick<FindingView, 'trend' | 'trendEnds'>): TrendStory | null {
  const [first, last] = [trend[0]?.[0], trend.at(-1)?.[0]];
  if (trendEnds === null || first === undefined || last === undefined || last <= first) return null;
  const span = durationWords((last - first) / 1000, l10n.t);
  return { words: l10n.t('From {0} to {1} in {2}', trendEnds.from, trendEnds.to, span), points: trend };
}

function checkSteps(): readonly string[] {
  return [
    l10n.t('Before the change, set the baseline: **LeakLens: Set Baseline**.'),
    l10n.t(
      'Run the service with the change under the same load. The finding then says fixed, unchanged or grown against the baseline.',
    ),
    l10n.t('In a job: {0} fails while it leaks.', '`leaklens watch URL --for 5m --fail-on probable`'),
  ];
}
