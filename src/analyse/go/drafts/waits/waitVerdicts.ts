import type { GoDoubt } from '../../../../shared/model/go/goDoubt';
import type { WaitDraft } from '../base/draft';
import { confidenceRank } from '../../../judge/findingOf';
import { mergedByOwnLine } from './mergedByOwnLine';
import type { DraftRequest } from '../base/draftRequest';
import { waitCandidates } from './waitCandidates';
import { waitDraft, type RankedDraft } from './waitDraft';

/** What one look at all waits says. */
export interface WaitVerdicts {
  readonly drafts: readonly WaitDraft[];
  /** What speaks against waits of which there is no draft, by the id of their finding. */
  readonly doubts: ReadonlyMap<string, GoDoubt>;
  /** Drafts that are part of another one now: that one's id by theirs. */
  readonly merged: ReadonlyMap<string, string>;
}

/** The verdicts on all waits of one process as they stand now. */
export function waitVerdicts(request: DraftRequest): WaitVerdicts {
  const { history } = request;
  if (history.reading === null) return { drafts: [], doubts: new Map(), merged: new Map() };
  const waiting = [...history.reading.waits.values()];
  const allWaiting = waiting.reduce((sum, { count }) => sum + count, 0);
  const doubts = new Map<string, GoDoubt>();
  const drafts = waitCandidates(history).flatMap(([key, wait]) =>
    waitDraft(request, { key, wait, allWaiting }, doubts),
  );
  const gone = [...history.leaks]
    .filter(([key]) => !(history.reading?.waits.has(key) ?? false))
    .flatMap(([key, { wait }]) => waitDraft(request, { key, wait: { ...wait, count: 0 }, allWaiting }, doubts));
  const { drafts: apart, merged } = mergedByOwnLine([...drafts, ...gone]);
  return { drafts: withoutEchoes(apart), doubts, merged };
}

/** Goroutines of the standard library alone are worth a word only when nothing of the program's own explains them, and once. */
function withoutEchoes(drafts: readonly RankedDraft[]): WaitDraft[] {
  const own = drafts.filter(({ owner }) => owner !== 'standard');
  const [echo] = drafts.filter(({ owner }) => owner === 'standard').sort((a, b) => b.fault - a.fault);
  const isExplained = own.some(({ finding }) => confidenceRank(finding.confidence) <= confidenceRank('probable'));
  return echo === undefined || isExplained ? own : [...own, echo];
}
