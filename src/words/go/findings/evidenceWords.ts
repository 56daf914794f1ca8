import { t } from '@vscode/l10n';
import { durationWords, fineDurationWords } from '../../../shared/base/durationWords';
import type { Evidence, EvidenceName, Finding } from '../../../shared/model/finding';
import type { GoDoubt } from '../../../shared/model/go/goDoubt';
import type { GoEvidenceName } from '../../../shared/model/go/goEvidence';
import { formatBytes, formatCount, formatShare } from '../../../shared/base/units';
import { amountWords, goroutineWords, numberWords } from '../../base/amountWords';
import { momentWords } from '../../base/momentWords';
import { doubtWords } from './doubtWords';
import { holderSentence } from './holderWords';
import { patternWords } from './patternWords';

type Sentence = (evidence: Evidence, finding: Finding) => string | null;

/** One sentence for each number of the evidence. */
const sentences: Readonly<Record<Exclude<GoEvidenceName, `doubt-${GoDoubt}`>, Sentence>> = {
  'leaked-by-runtime': ({ value }) =>
    t('The Go runtime’s leak detector lists {0} here: nothing that still runs can wake them.', goroutineWords(value)),
  'leaked-last-seen': ({ value }, { lastSeenMillis }) =>
    t('The leak detector named it last at {0}.', momentWords(value, lastSeenMillis)),
  count: ({ value }) => t('Waiting there now: {0}.', goroutineWords(value)),
  'count-before': ({ value }, finding) =>
    isCompared(finding)
      ? t('At the baseline: {0}.', goroutineWords(value))
      : t('When watching began: {0}.', goroutineWords(value)),
  polls: ({ value }) => t('The number rose or stayed in {0} polls in a row.', formatCount(value)),
  watched: ({ value }) => t('Watched for {0}.', durationWords(value, t)),
  'mann-kendall': ({ value }) =>
    t('Trend test (Mann-Kendall): z = {0}; above 3 is hardly chance.', numberWords(Math.round(value * 10) / 10)),
  rate: ({ value, unit }) => t('Median growth (Theil-Sen): {0}.', amountWords(tenths(value, unit), unit)),
  'late-slope-share': ({ value }) => lateSlope(value),
  room: () => t('Its room grows by doubling and stands still in between, so that is no end of it.'),
  age: ({ value }) => t('The longest wait is {0} min.', formatCount(value)),
  concentration: ({ value }) => t('{0} of all waiting goroutines are there.', formatShare(value)),
  bytes: ({ value }) => t('{0} in use, as the heap profile samples it.', formatBytes(value)),
  'bytes-before': ({ value }, finding) =>
    isCompared(finding)
      ? t('{0} at the baseline.', formatBytes(value))
      : t('{0} when watching began.', formatBytes(value)),
  'sampling-noise': ({ value }) => t('A difference below {0} could be noise of sampling.', formatBytes(value)),
  'goal-growth': ({ value }) =>
    t('All that is alive grew by {0} meanwhile, by the collector’s goal, which is exact.', formatBytes(value)),
  objects: ({ value }) => t('{0} objects in use.', formatCount(value)),
  allocated: ({ value }) => t('{0} were allocated here meanwhile.', formatBytes(value)),
  'freed-share': ({ value }) =>
    value === 0 ? t('Nothing of it was freed.') : t('{0} of it was freed.', formatShare(value)),
  'kept-for': ({ value }) => t('What comes here is kept for {0} on average.', fineDurationWords(value, t)),
  collections: ({ value }) => t('Garbage collections meanwhile: {0}.', formatCount(value)),
  'bytes-per-goroutine': ({ value }) => t('Each goroutine keeps {0} alive.', formatBytes(value)),
  correlation: ({ value }) =>
    t('Its bytes and the goroutines move together: correlation {0}.', numberWords(Math.round(value * 100) / 100)),
  live: ({ value }) => t('{0} live: found in use by the last garbage collection.', formatBytes(value)),
  idle: ({ value }) =>
    t('{0} idle: free pages that the process keeps (HeapIdle less HeapReleased).', formatBytes(value)),
  released: ({ value }) =>
    t('{0} of free pages already back with the operating system (HeapReleased).', formatBytes(value)),
  rss: ({ value }) => t('{0} resident (RSS), as the operating system counts it.', formatBytes(value)),
  stacks: ({ value }) => t('{0} in goroutine stacks (StackInuse).', formatBytes(value)),
  recursion: ({ value }) =>
    t('The deepest stack goes through this line {0} times or more; a profile shows no more.', formatCount(value)),
  native: ({ value }) =>
    t('{0} of the process lie outside the Go runtime: RSS less what the runtime holds.', formatBytes(value)),
  'objects-peak': ({ value }) => t('{0} objects at the peak.', formatCount(value)),
  holder: (_evidence, finding) => holderSentence(finding),
  pattern: (_evidence, { pattern }) => {
    const name = patternWords(pattern);
    return name === null ? null : t('The source shows a known mistake: {0}.', name);
  },
  'way-out': (_evidence, { kind }) =>
    kind === 'goroutine-leak'
      ? t('The source shows a way out of this wait (a context, a timer, a close), so it may be normal.')
      : t('The source also deletes from what grows here, so it may level off.'),
  short: (evidence) => shortSentence(evidence),
  stands: ({ value }, { lastSeenMillis }) =>
    t('It has not grown since {0}; all of it is still there.', momentWords(value, lastSeenMillis)),
  stayed: ({ value }) => t('Started by tests, and still there {0} after the last one.', fineDurationWords(value, t)),
  'before-tests': ({ value }) => t('{0} before the first test.', formatBytes(value)),
  'needs-watch': ({ value }) => t('Watch for {0} in all to be sure.', durationWords(value, t)),
  'fixed-before': ({ value, unit }) => t('Before: {0}.', amountWords(value, unit)),
  'fixed-after': ({ value, unit }) => t('Now: {0}.', amountWords(value, unit)),
};

/** A sentence with the number and its unit; null for what says nothing to a person. */
export function evidenceSentence(evidence: Evidence, finding: Finding): string | null {
  const { name, value } = evidence;
  if (!Number.isFinite(value)) return null;
  if (name.startsWith('doubt-')) return doubtWords(name.slice('doubt-'.length));
  const sentence = (sentences as Readonly<Record<EvidenceName, Sentence | undefined>>)[name];
  return sentence?.(evidence, finding) ?? null;
}

/** What was there before is then what the baseline remembers. */
function isCompared({ status }: Finding): boolean {
  return status === 'grown' || status === 'growing' || status === 'unchanged';
}

function tenths(value: number, unit: Evidence['unit']): number {
  return unit === 'bytes-per-minute' ? value : Math.round(value * 10) / 10;
}

function lateSlope(share: number): string {
  if (share <= 0) return t('In the last third of that time it no longer grew.');
  return t('In the last third of that time it grew at {0} of the overall rate.', formatShare(share));
}

/** What there is, and that it is not enough for more. */
function shortSentence({ value, unit }: Evidence): string {
  switch (unit) {
    case 'goroutines':
      return t('Only {0}: too few for more than a suspicion.', goroutineWords(value));
    case 'seconds':
    case 'minutes':
      return t('Watched for {0} only: too short for more than a suspicion.', amountWords(value, unit));
    case 'bytes':
      return t('Only {0} of growth: too little for more than a suspicion.', formatBytes(value));
    case 'count':
      return t('Only {0} garbage collections meanwhile: too few for more than a suspicion.', formatCount(value));
    default:
      return t('The evidence is too short for more than a suspicion ({0}).', amountWords(value, unit));
  }
}
