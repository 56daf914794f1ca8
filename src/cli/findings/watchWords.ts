import { t } from '@vscode/l10n';
import { longestSentence } from '../../shared/base/said/cutText';
import { terminalText } from '../../shared/base/said/terminalText';
import { durationWords, fineDurationWords } from '../../shared/base/durationWords';
import { confidences, type Confidence } from '../../shared/model/finding';
import { foreseeableTimes, isFatal } from '../../shared/model/series/outlook';
import type { FindingWords } from '../../shared/ports/words/findingWords';
import { seriesViews } from '../../shared/ports/runtime/runtime';
import { isStretched, type PollPace } from '../../shared/model/target/pollPace';
import { formatBytes, formatCount } from '../../shared/base/units';
import { replicaNotes } from './replicaWords';
import { endsTooSoon, secondsWatched, type WatchReport } from './watchReport';

/** What was done, and what it cost the service. */
export function watchedWords(report: WatchReport): string {
  const { target, polls, cost, fleet, pace } = report;
  if (fleet !== undefined && pace === null) return fleetWords(report, fleet.replicas.length);
  return t(
    'Watched {0} for {1}: {2} polls, {3} fetched in {4} requests that took {5} s.',
    target.url,
    fineDurationWords(secondsWatched(report), t),
    formatCount(polls),
    formatBytes(cost.bytes),
    formatCount(cost.requests),
    (cost.millis / 1000).toFixed(1),
  );
}

/** What was read of a service's history, and what that cost the archive. */
function fleetWords(report: WatchReport, replicas: number): string {
  const { target, polls, cost } = report;
  return t(
    'Looked back {0} at {1} replicas of {2}: {3} moments, {4} fetched in {5} requests that took {6} s.',
    fineDurationWords(secondsWatched(report), t),
    String(replicas),
    target.url,
    formatCount(polls),
    formatBytes(cost.bytes),
    formatCount(cost.requests),
    (cost.millis / 1000).toFixed(1),
  );
}

/** What a reader must know about how the watch went; nothing when all went as planned. */
export function noteWords(report: WatchReport): readonly string[] {
  const { ending, restarts, baseline, expiredRules, pace, missing } = report;
  const notes: string[] = [];
  if (ending === 'interrupted') notes.push(t('Stopped early: this is what there was by then.'));
  if (ending === 'lost') notes.push(t('The service stopped answering: this is what there was by then.'));
  if (ending === 'mixed')
    notes.push(t('Several processes answer at this address in turns: what was counted is of none of them alone.'));
  notes.push(...missing.map((words) => terminalText(words, longestSentence)));
  if (pace !== null && isStretched(pace)) notes.push(paceWords(pace));
  if (restarts > 0 && ending !== 'mixed')
    notes.push(
      t(
        'The process was replaced meanwhile ({0} times); each one was judged alone, and what an earlier one leaked still counts.',
        restarts,
      ),
    );
  notes.push(...replicaNotes(report));
  if (baseline !== null) notes.push(baselineWords(baseline.isNew, baseline.directory, baseline.setAtMillis));
  for (const { id, until } of expiredRules) {
    notes.push(t('A rule to ignore “{0}” ended on {1} and has no effect.', id, until ?? ''));
  }
  return notes;
}

function paceWords({ pauseMillis, wishedMillis, budget, roundMillis }: PollPace): string {
  return t(
    'Asked every {0} instead of every {1}: a look takes {2} ms of the service, and more often would be over {3} % of one core.',
    fineDurationWords(pauseMillis / 1000, t),
    fineDurationWords(wishedMillis / 1000, t),
    Math.round(roundMillis),
    budget * 100,
  );
}

function baselineWords(isNew: boolean, directory: string, setAtMillis: number): string {
  return isNew
    ? t('There was no baseline in {0}: this watch is it now.', directory)
    : t('Compared with the baseline in {0} of {1}.', directory, minuteWords(setAtMillis));
}

/** `2026-01-02 03:04 UTC` */
function minuteWords(millis: number): string {
  const date = new Date(millis);
  return Number.isNaN(date.getTime()) ? '?' : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** When what is limited reaches its limits, a sentence each. */
export function outlookWords(
  { outlooks = [], runtime }: Partial<Pick<WatchReport, 'outlooks' | 'runtime'>>,
  words: Pick<FindingWords, 'outlook'>,
): readonly string[] {
  const views = runtime === undefined ? [] : seriesViews(runtime);
  return outlooks.map((one) => words.outlook(one, views.find(({ id }) => id === one.series)?.label ?? one.series));
}

export interface SeriesChange {
  readonly name: string;
  readonly first: string;
  readonly last: string;
}

/** The numbers a person follows, at the start and at the end. */
export function seriesChanges({ points, runtime }: WatchReport): readonly SeriesChange[] {
  const views = seriesViews(runtime);
  return runtime.reported.flatMap((id) => {
    const view = views.find((series) => series.id === id);
    if (view === undefined) return [];
    const { name } = view;
    const words = view.unit === 'bytes' ? formatBytes : formatCount;
    const values = points.map((point) => point.values[id] ?? null).filter((value) => value !== null);
    const [first] = values;
    const last = values.at(-1);
    return first === undefined || last === undefined ? [] : [{ name, first: words(first), last: words(last) }];
  });
}

/** `2 findings: 1 probable, 1 explanation`, and why the command fails, if it does. */
export function summaryWords(report: WatchReport): readonly string[] {
  const { findings, failOn, ending } = report;
  if (ending === 'mixed') return [t('No verdict: several processes answer at this address.')];
  const open = findings.filter(({ ignoredBy, finding }) => ignoredBy === null && finding.status !== 'fixed');
  const lines = [open.length === 0 ? quietWords(report) : countWords(open.map(({ finding }) => finding.confidence))];
  const ignored = findings.filter(({ ignoredBy }) => ignoredBy !== null).length;
  if (ignored > 0) lines.push(t('Ignored by {0}: {1}.', report.ignoreFile ?? '', ignored));
  const fixed = findings.filter(({ finding }) => finding.status === 'fixed').length;
  if (fixed > 0) lines.push(t('Fixed: {0}.', fixed));
  if (failOn !== null) lines.push(verdictWords(report, failOn));
  if (report.oomWithinMillis !== null) lines.push(limitWords(report, report.oomWithinMillis));
  return lines;
}

function verdictWords({ findings }: WatchReport, failOn: Confidence): string {
  const failing = findings.filter(({ fails }) => fails).length;
  return failing > 0
    ? t('Failed: {0} at or above “{1}” (--fail-on).', failing, failOn)
    : t('Passed: nothing at or above “{0}” (--fail-on).', failOn);
}

/** The beginning of a watch foresees nothing. */
const warmUpSeconds = 20;

/** Whether a limit is too near; where none is known, or the watch was too short to foresee as much, that is said. */
function limitWords(report: WatchReport, withinMillis: number): string {
  const within = durationWords(withinMillis / 1000, t);
  if (endsTooSoon(report).length > 0) return t('Failed: at its limit within {0} (--fail-on-oom-within).', within);
  if (!report.limits.some(isFatal)) return t('No limit is known of this service: name it with --memory-limit.');
  const neededSeconds = withinMillis / 1000 / foreseeableTimes + warmUpSeconds;
  return secondsWatched(report) < neededSeconds
    ? t(
        'Not at its limit as far as such a watch can foresee: for {0} watch for {1} (--fail-on-oom-within).',
        within,
        durationWords(neededSeconds, t),
      )
    : t('Passed: not at its limit within {0} (--fail-on-oom-within).', within);
}

function quietWords({ polls, grown }: WatchReport): string {
  if (polls < 3) return t('Nothing was found, but so few polls cannot show growth: watch longer.');
  return grown.length > 0
    ? t('There is no verdict on what grew: watch longer.')
    : t('Nothing was found: no line and no number that was watched grows steadily.');
}

function countWords(found: readonly Confidence[]): string {
  const counts = confidences
    .map((tier) => ({ tier, count: found.filter((one) => one === tier).length }))
    .filter(({ count }) => count > 0)
    .map(({ tier, count }) => `${String(count)} ${tierLabel(tier)}`);
  return t('Findings: {0} ({1}).', found.length, counts.join(', '));
}

/** How sure a finding is, in one word. */
export function tierLabel(tier: Confidence): string {
  return { proven: t('proven'), probable: t('probable'), possible: t('possible'), info: t('explanation') }[tier];
}
