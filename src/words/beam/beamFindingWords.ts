import { t } from '@vscode/l10n';
import { durationWords } from '../../shared/base/durationWords';
import { formatBytes, formatCount } from '../../shared/base/units';
import type { Evidence, Finding } from '../../shared/model/finding';
import type { KindWords } from '../../shared/ports/words/findingWords';
import { amountWords, rateWords } from '../base/amountWords';
import { beamRuleWords } from './beamRuleWords';

/** What the findings of nodes are, and what to do about them. */
export const beamFindingWords: KindWords = {
  title: (finding) => withRate(titleOf(finding), finding),
  hint: (finding, room) => (room === 'scarce' ? countOf(finding) : withRate(hintOf(finding), finding)),
  row: (finding) => withRate(countOf(finding), finding),
  evidence: evidenceWords,
  advice: ({ kind }) => `${beamRuleWords(kind).short} ${beamRuleWords(kind).help}`,
  cure: ({ kind }) => beamRuleWords(kind).help,
  fix: ({ writes }) => writes,
  pattern: () => null,
};

function withRate(text: string, finding: Finding): string {
  const rate = rateWords(finding);
  return rate === null ? text : `${text} · ${rate}`;
}

/** `1,119 monitors`, `24.5 MB`. */
function countOf({ amount: { value, unit } }: Finding): string {
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
    case 'ports':
      return t('{0} ports', count);
    default:
      return amountWords(value, unit);
  }
}

function titleOf(finding: Finding): string {
  const { kind, state } = finding;
  const count = countOf(finding);
  switch (kind) {
    case 'monitor-leak':
      return t('Monitor leak: {0} that never end, {1}', count, state);
    case 'process-growth':
      return t('Process growth: {0} of {1}', count, state);
    case 'mailbox-growth':
      return t('Mailbox growth: {0} wait for {1}', count, state);
    case 'binary-growth':
      return t('Binary growth: {0} held by {1}', count, state);
    case 'ets-growth':
      return t('ETS growth: {0} in {1}', count, state);
    case 'atom-growth':
      return t('Atom growth: {0}', count);
    case 'port-growth':
      return t('Port growth: {0} of {1}', count, state);
    default:
      return `${kind}: ${count}`;
  }
}

function hintOf(finding: Finding): string {
  const { kind, state } = finding;
  const count = countOf(finding);
  switch (kind) {
    case 'monitor-leak':
      return t('leak: {0}, {1}', count, state);
    case 'mailbox-growth':
      return t('leak: {0} wait', count);
    default:
      return t('leak: {0}', count);
  }
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
      return null;
  }
}
