import type { ViewHead } from '../model/views/viewFrames';
import { unitsOf, type ShownUnit } from './shownUnits';
import { formatBytes, formatCount } from './units';
import { plainText } from './said/plainText';

const nanos = { microsecond: 1e3, millisecond: 1e6, second: 1e9, minute: 60e9, hour: 3600e9 } as const;

/** A value of a profile for a person, in the unit that its sample type names: `84.1 MB`, `1.24 s`, `1,204`. */
export function amountText(value: number, unit: string): string {
  switch (unit) {
    case 'bytes':
      return formatBytes(value);
    case 'nanoseconds':
      return durationText(value);
    case 'count':
    case '':
      return formatCount(value);
    default:
      return `${formatCount(value)} ${plainText(unit, longestUnit)}`;
  }
}

/** The same with a sign: what has grown. */
export function signedAmount(value: number, unit: string): string {
  return value > 0 ? `+${amountText(value, unit)}` : amountText(value, unit);
}

/** What is said of how amounts are said. */
export type AmountHead = Pick<ViewHead, 'sampleType' | 'signed' | 'shownIn'>;

/** A value of a view in the unit that a person chose, where it has that unit; else in the one that suits it. */
export function viewAmount({ sampleType: { unit }, shownIn }: AmountHead, value: number): string {
  const chosen = unitsOf(unit).find(({ name }) => name === shownIn);
  return chosen === undefined ? amountText(value, unit) : `${inUnit(value, chosen)} ${chosen.text}`;
}

/** The same; of a difference with its sign. */
export function saidAmount(head: AmountHead, value: number): string {
  const text = viewAmount(head, value);
  return head.signed && value > 0 ? `+${text}` : text;
}

/** A share of a total as pprof has it: two decimals, whole at a hundred. Empty where there is no total. */
export function shareText(value: number, total: number): string {
  if (total === 0) return '';
  const percent = (value / total) * 100;
  const digits = Math.abs(percent) >= 99.95 ? 0 : 2;
  return `${percent.toFixed(digits)}%`;
}

/** The same with a sign. */
export function signedShare(value: number, total: number): string {
  return value > 0 && total > 0 ? `+${shareText(value, total)}` : shareText(value, total);
}

/** Two decimals, as pprof has it, but for what has no parts. */
function inUnit(value: number, { factor }: ShownUnit): string {
  const text = Math.abs(value / factor).toFixed(factor === 1 ? 0 : 2);
  const [whole = '', ...parts] = text.split('.');
  const grouped = [formatCount(Number(whole)), ...parts].join('.');
  return value < 0 && Number(text) !== 0 ? `-${grouped}` : grouped;
}

const longestUnit = 40;

function durationText(value: number): string {
  const size = Math.abs(value);
  if (size >= nanos.hour) return `${digits(value / nanos.hour)} h`;
  if (size >= nanos.minute) return `${digits(value / nanos.minute)} min`;
  if (size >= nanos.second) return `${digits(value / nanos.second)} s`;
  if (size >= nanos.millisecond) return `${digits(value / nanos.millisecond)} ms`;
  if (size >= nanos.microsecond) return `${digits(value / nanos.microsecond)} µs`;
  return `${String(Math.round(value))} ns`;
}

/** Three significant digits. */
function digits(value: number): string {
  const size = Math.abs(value);
  return value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
}
