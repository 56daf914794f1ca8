import type { WaitSubject } from './waitSubject';
import type { WaitFacts } from '../../../../shared/model/go/goSource';
import type { TrendPoint } from '../../../numbers/trend';
import { isStandardFunction } from '../../sites/codeOwners';
import { countTrend, type CountTrend } from '../../../numbers/countTrend';
import { judgeWait, type Identity, type WaitCase } from './goroutineVerdict';
import type { Judgement, Tier } from '../base/judgement';
import { waitsForItsUser } from './openedBy';
import { growsAlong, isLoaded, within } from '../../history/load';
import { pollSeries, rootKey, type PollKey } from '../../history/seriesKeys';
import type { Scale } from '../../../history/seriesSet';
import { goroutineRules as rules } from '../../base/goroutineRules';
import type { DraftRequest } from '../base/draftRequest';
import { identityOf } from './identityOf';
import { faultOf } from './faultOf';
import { factsOf } from './waitSource';

/** What the scale of time says that says most. */
export interface Best {
  readonly judged: Judgement;
  readonly about: WaitCase;
  readonly scale: Scale<PollKey>;
}

/** The scale of time that says most; of equal ones the finest, whose rate is of now. */
export function bestScale(request: DraftRequest, subject: WaitSubject): Best | null {
  const facts = factsOf(request, subject);
  const { scales } = request.history.byPoll;
  const fromMillis = request.history.movedAway.get(subject.key) ?? 0;
  const falls = scales.map((scale) => countTrend(within(scale.points(subject.key), fromMillis))?.fallEver ?? 0);
  const fallEver = Math.max(...falls);
  let best: Best | null = null;
  for (const scale of scales) {
    const about = { ...caseOf(request, { ...subject, facts }, scale), fallEver };
    const judged = judgeWait(about, request.thresholds);
    if (best === null || weight(judged.tier) > weight(best.judged.tier)) best = { judged, about, scale };
  }
  return best;
}

function weight(tier: Tier): number {
  return tier === 'probable' ? 2 : tier === 'possible' ? 1 : 0;
}

function caseOf(
  { history }: DraftRequest,
  subject: WaitSubject & { facts: WaitFacts | null },
  scale: Scale<PollKey>,
): Omit<WaitCase, 'fallEver'> {
  const { key, wait, facts, allWaiting } = subject;
  const fault = faultOf(history, wait);
  const points = scale.points(key);
  const trend = scale.tells ? countTrend(points) : null;
  const root = trend === null ? null : rootOf(scale, wait.root, trend);
  return {
    kind: wait.kind,
    count: wait.count,
    trend,
    facts,
    details: history.detailsOf(key),
    blamable: wait.ref.owner !== 'standard' || fault > 0 || facts?.pattern === 'not-closed' || waitsForItsUser(wait),
    isFile: wait.isFile,
    ...(root ?? { onlyMoved: false, rootClean: false }),
    ...(trend === null
      ? { carried: false, loaded: false }
      : loadOf({ scale, points, trend, isRequest: wait.isRequest || fault > 0 })),
    concentration: allWaiting === 0 ? 0 : wait.count / allWaiting,
    identity: trend === null ? 'unknown' : identityIn(history, subject, { points, trend }),
  };
}

/** Serves a connection, one request after another (net/http/server.go). */
const servesRequests = 'net/http.(*conn).serve';

/**
 * A goroutine that serves a connection comes back to the same line with its next request, so its number says nothing where the count falls
 * meanwhile.
 */
function identityIn(
  { stayers }: DraftRequest['history'],
  { key, wait }: WaitSubject,
  { points, trend }: { readonly points: readonly TrendPoint[]; readonly trend: CountTrend },
): Identity {
  const identity = identityOf(stayers.of(key), points, stayers.newestMillis);
  return identity === 'same' && wait.root === servesRequests && !trend.clean ? 'unknown' : identity;
}

/** What all goroutines did that were started in the same way. Handlers are all started by the standard library: that says nothing. */
function rootOf(scale: Scale<PollKey>, root: string, trend: CountTrend): Pick<WaitCase, 'onlyMoved' | 'rootClean'> {
  if (root === '' || isStandardFunction(root)) return { onlyMoved: false, rootClean: false };
  const points = within(scale.points(rootKey(root)), trend.fromMillis);
  const growth = (points.at(-1)?.value ?? 0) - (points[0]?.value ?? 0);
  const all = countTrend(points);
  return {
    // A pool that has all its workers loses none and gains none, wherever they are just now.
    onlyMoved: trend.growth > 0 && (growth < trend.growth / 2 || (all !== null && all.clean && !all.goesOn)),
    rootClean: all !== null && all.clean && all.growth <= trend.growth * 1.5,
  };
}

function loadOf(about: {
  readonly scale: Scale<PollKey>;
  readonly points: readonly TrendPoint[];
  readonly trend: CountTrend;
  readonly isRequest: boolean;
}): Pick<WaitCase, 'carried' | 'loaded'> {
  const { scale, points, trend, isRequest } = about;
  const from = (key: PollKey) => within(scale.points(key), trend.fromMillis);
  const own = within(points, trend.fromMillis);
  return {
    carried:
      !isRequest &&
      growsAlong(own, from(pollSeries.connections), {
        share: rules.companionShare,
        together: rules.together,
      }),
    loaded: isLoaded(own, from, { rise: rules.loadRise, together: rules.together }),
  };
}
