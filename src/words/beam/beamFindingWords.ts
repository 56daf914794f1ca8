import { t } from '@vscode/l10n';
import { durationWords } from '../../shared/base/durationWords';
import { formatBytes, formatCount } from '../../shared/base/units';
import type { Evidence, Finding } from '../../shared/model/finding';
import type { HintRoom } from '../../shared/model/hint';
import type { KindWords } from '../../shared/ports/words/findingWords';
import { boundWords } from '../base/boundWords';
import { amountWords, listWords, rateWords } from '../base/amountWords';
import { beamPatternWords } from './beamPatternWords';
import { beamProbeWords, probedWords } from './beamProbeWords';
import { beamRuleWords } from './beamRuleWords';

/** What the findings of nodes are, and what to do about them. */
export const beamFindingWords: KindWords = {
  // Go keeps pages as a node keeps carriers.
  tells: ({ evidence = [] }) => evidence.some(({ name }) => name === 'carriers'),
  title: (finding) => (isFixed(finding) ? t('Fixed: {0}', lineOf(finding)) : withRate(titleOf(finding), finding)),
  hint: hintOf,
  row: (finding) => withRate(listWords([countOf(finding), finding.label ?? '']), finding),
  evidence: evidenceWords,
  advice: (finding) => (isFixed(finding) ? t('What was found here is gone.') : adviceOf(finding)),
  cure: ({ kind, pattern }) => beamPatternWords(pattern)?.advice ?? beamRuleWords(kind).help,
  fix: ({ writes }) => writes,
  pattern: ({ pattern }) => beamPatternWords(pattern)?.name ?? null,
  probe: beamProbeWords,
  doubt: () => null,
};

function withRate(text: string, finding: Finding): string {
  const rate = rateWords(finding);
  return rate === null ? text : `${text} · ${rate}`;
}

function isFixed({ status }: Finding): boolean {
  return status === 'fixed';
}

function adviceOf({ kind, bound, pattern }: Finding): string {
  if (bound !== null) return boundWords(bound);
  const known = beamPatternWords(pattern);
  if (known !== null) return `${t('The source shows a known mistake: {0}.', known.name)} ${known.advice}`;
  const { short, help } = beamRuleWords(kind);
  return `${short} ${help}`;
}

/** `1,119 monitors`, `24.5 MB`: of what is fixed, how much there was. */
function countOf({ amount: { value: now, unit }, status, evidence }: Finding): string {
  const before = status === 'fixed' ? evidence.find(({ name }) => name === 'fixed-before')?.value : undefined;
  const value = before ?? now;
  const count = formatCount(value);
  switch (unit) {
    case 'monitors':
      return t('{0} monitors', count);
    case 'processes':
      return t('{0} processes', count);
    case 'messages':
      return t('{0} messages', count);
    case 'atoms':
      return t('{0} atoms', count);
    case 'timers':
      return t('{0} timers', count);
    case 'ports':
      return t('{0} ports', count);
    default:
      return amountWords(value, unit);
  }
}

/** As it is called, what it calls itself besides, and of one without a name, who started it: `worker:init/1 ({shop, 7}), under shop_sup`. */
function calledIn({ state, label, startedBy }: Finding): string {
  const called = label === undefined ? state : `${state} (${label})`;
  return startedBy === undefined ? called : t('{0}, under {1}', called, startedBy);
}

/** Growth that the source bounds: it goes on until that is full. */
function isFilling({ confidence, bound }: Finding): boolean {
  return confidence === 'possible' && bound !== null && bound.kind !== 'evicts';
}

function titleOf(finding: Finding): string {
  const { kind } = finding;
  const count = countOf(finding);
  const state = calledIn(finding);
  if (isFilling(finding)) return t('{0}: {1}', t('A cache that fills'), listWords([count, state]));
  switch (kind) {
    case 'monitor-leak':
      return t('Monitor leak: {0} that never end, {1}', count, state);
    case 'process-growth':
      return t('Process growth: {0} of {1}', count, state);
    case 'mailbox-growth':
      return t('Mailbox growth: {0} wait for {1}', count, state);
    case 'binary-growth':
      return t('Binary growth: {0} held by {1}', count, state);
    case 'state-growth':
      return t('State growth: {0} kept by {1}', count, state);
    case 'timer-growth':
      return t('Timer growth: {0} of timers that run on', count);
    case 'ets-growth':
      return t('ETS growth: {0} in {1}', count, state);
    case 'atom-growth':
      return t('Atom growth: {0}', count);
    case 'retained-by-runtime':
      return t('Retained by the runtime, not leaked: {0} kept for later', count);
    case 'persistent-growth':
      return t('Growth of persistent terms: {0} with the literals of modules', count);
    case 'port-growth':
      return t('Port growth: {0} of {1}', count, state);
    default:
      return `${kind}: ${count}`;
  }
}

/** How many, and where no table or process is named by the line itself, of whom. */
function lineOf(finding: Finding): string {
  const { kind, state } = finding;
  return kind === 'monitor-leak' ? listWords([countOf(finding), state]) : countOf(finding);
}

/** For the end of a line: `leak: 1,119 monitors, pool → ledger · ↑296/min`; `leak? …` where it is no more than possible. */
function hintOf(finding: Finding, room: HintRoom = 'ample'): string {
  const words = room === 'scarce' ? countOf(finding) : lineOf(finding);
  if (isFixed(finding)) return t('fixed: {0}', words);
  if (finding.confidence === 'info') return t('kept for later, not leaked: {0}', words);
  if (isFilling(finding)) return room === 'scarce' ? words : listWords([words, t('a cache that fills')]);
  const said = finding.confidence === 'possible' ? t('leak? {0}', words) : t('leak: {0}', words);
  return room === 'scarce' ? said : withRate(said, finding);
}

function evidenceWords({ name, value, unit }: Evidence, { amount }: Finding): string | null {
  const said = amount.unit === 'bytes' ? formatBytes(value) : formatCount(value);
  switch (name) {
    case 'count':
    case 'bytes':
      return t('There are {0} now.', said);
    case 'count-before':
    case 'bytes-before':
      return t('There were {0} when it was seen first.', said);
    case 'watched':
      return t('Watched for {0}.', durationWords(value, t));
    case 'rate':
      return t('It grows by {0}.', amountWords(value, unit));
    case 'late-slope-share':
      return t('In the last third of the time it grew at {0} times the rate of the whole.', value.toFixed(1));
    case 'unused':
      return t('The allocators keep {0} that nothing uses now.', said);
    case 'blocks':
      return t('{0} are in use.', said);
    case 'carriers':
      return t('They took {0} from the operating system.', said);
    case 'tagged-here':
      return t(
        'The allocators’ own tags (+Muatags code) count {0} blocks of it, made by the function of this line.',
        formatCount(value),
      );
    case 'tagged-beside':
      return t(
        'The allocators’ own tags (+Muatags code) count {0} blocks of it, made by the function that stands beside it.',
        formatCount(value),
      );
    case 'tagged-grown':
      return t('{0} of these blocks have come since the tags were read first.', formatCount(value));
    case 'of-library':
      return t('It is of a library, which this line calls.');
    case 'starts-library':
      return t('It is of a library, and runs below the module of this line, which names the library.');
    case 'other-node':
      return t('The other end is of another node.');
    case 'limit':
      return t('The limit is {0}.', formatCount(value));
    case 'minutes-to-limit':
      return t('At this rate the limit is reached in {0}.', durationWords(value * 60, t));
    case 'way-out':
      return t('The source also deletes from it, so it may be a cache that fills.');
    case 'fixed-before':
      return t('There were {0}.', said);
    case 'fixed-after':
      return t('{0} are left.', said);
    default:
      return probedWords(name, value);
  }
}
