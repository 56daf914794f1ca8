import { t } from '@vscode/l10n';
import { plainText } from '../../../src/shared/base/said/plainText';
import { formatCount } from '../../../src/shared/base/units';
import {
  ageStarts,
  type CommonFrame,
  type GoroutineGrouping,
  type GoroutineRow,
} from '../../../src/shared/model/views/goroutinesView';
import { frameName } from '../frameWords';

export function groupingName(by: GoroutineGrouping): string {
  switch (by) {
    case 'place':
      return t('where they wait');
    case 'state':
      return t('what they wait for');
    case 'creator':
      return t('what started them');
    case 'label':
      return t('labels');
    case 'age':
      return t('how long they wait');
  }
}

/** What the goroutines of a group have in common. */
export function groupTitle(row: GoroutineRow, by: GoroutineGrouping): string {
  switch (by) {
    case 'place':
      return row.frame === null ? t('(no stack)') : frameName(row.frame);
    case 'creator':
      return row.frame === null ? t('(not told what started them)') : frameName(row.frame);
    case 'state':
      return row.text === '' ? t('(not told)') : plainText(row.text);
    case 'label':
      return row.text === '' ? t('(without labels)') : plainText(row.text);
    case 'age':
      return ageWords(ageStarts.findIndex((start) => String(start) === row.text));
  }
}

/** The other end of the goroutines: what started those that wait somewhere, or where those wait that have something else in common. */
export function otherEnd(row: GoroutineRow, by: GoroutineGrouping): CommonFrame | null {
  return by === 'place' ? row.creator : row.site;
}

export function otherEndText(row: GoroutineRow, by: GoroutineGrouping): string {
  const end = otherEnd(row, by);
  if (end === null) return '';
  const name = frameName(end.frame);
  const text = by === 'place' ? t('started by {0}', name) : t('at {0}', name);
  return end.others === 0 ? text : t('{0}, {1} elsewhere', text, formatCount(end.others));
}

export function stateText({ state }: GoroutineRow): string {
  if (state === null) return '';
  const name = plainText(state.state);
  return state.others === 0 ? name : t('{0}, {1} others', name, formatCount(state.others));
}

/** Of a row of `ageStarts`. */
export function ageWords(row: number): string {
  switch (ageStarts[row] ?? 0) {
    case 0:
      return t('under a minute, or running');
    case 1:
      return t('1 to 4 minutes');
    case 5:
      return t('5 to 14 minutes');
    case 15:
      return t('15 to 59 minutes');
    case 60:
      return t('1 to 6 hours');
    default:
      return t('6 hours or more');
  }
}

/** `12 min`, `3 h 5 min`; empty where no age is told. */
export function minutesText(minutes: number): string {
  if (minutes === 0) return '';
  if (minutes < 60) return t('{0} min', minutes);
  return minutes % 60 === 0
    ? t('{0} h', Math.floor(minutes / 60))
    : t('{0} h {1} min', Math.floor(minutes / 60), minutes % 60);
}
