import { t } from '@vscode/l10n';
import { longestSentence } from '../../shared/base/said/cutText';
import { terminalText } from '../../shared/base/said/terminalText';
import { padColumns, padColumnStart } from '../../shared/base/textWidth';
import { formatBytes } from '../../shared/base/units';
import type { Diagnosis, DoctorAnswer } from './doctorAnswer';

/** What was asked where, a line each, and what to do about what is missing. */
export function doctorText({ target, answers, advice }: Diagnosis): readonly string[] {
  const rows = answers.map((answer) => rowOf(answer));
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return [
    target,
    ...rows.map(([mark, path, status, time, size, words]) =>
      [
        ` ${padColumns(mark, widths[0] ?? 0)}`,
        padColumns(path, widths[1] ?? 0),
        padColumnStart(status, widths[2] ?? 0),
        padColumnStart(time, widths[3] ?? 0),
        padColumnStart(size, widths[4] ?? 0),
        words,
      ].join('  '),
    ),
    ...(answers.every(({ ok }) => ok) ? ['', t('Nothing is missing.')] : []),
    ...(advice.length === 0 ? [] : ['', t('What would help:')]),
    ...advice.map((sentence) => `  ${terminalText(sentence, longestSentence)}`),
  ];
}

type Row = readonly [mark: string, path: string, status: string, time: string, size: string, words: string];

function rowOf({ ok, path, status, millis, bytes, words }: DoctorAnswer): Row {
  return [
    ok ? t('yes') : t('no'),
    path,
    status === null ? '–' : String(status),
    millis === null ? '–' : `${millis.toFixed(1)} ms`,
    bytes === null ? '–' : formatBytes(bytes),
    terminalText(words, longestSentence),
  ];
}
