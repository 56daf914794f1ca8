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
