import { magnitude, type Amount } from '../../shared/model/report/amount';
import { terminalText } from '../../shared/base/said/terminalText';

/**
 * Units as pprof prints them: one unit for a whole report, the largest in which its smallest value still shows two
 * decimals. See internal/measurement and selectOutputUnit in google/pprof.
 */
export interface Unit {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly factor: number;
}

interface UnitFamily {
  readonly smallest: Unit;
  readonly units: readonly Unit[];
}

const unit = (name: string, factor: number, ...aliases: string[]): Unit => ({ name, aliases, factor });

const bytes = unit('B', 1, 'b', 'byte');
const seconds = unit('s', 1e9, 's', 'sec', 'second');

const families: readonly UnitFamily[] = [
  {
    smallest: bytes,
    units: [
      bytes,
      unit('kB', 2 ** 10, 'kb', 'kbyte', 'kilobyte'),
      unit('MB', 2 ** 20, 'mb', 'mbyte', 'megabyte'),
      unit('GB', 2 ** 30, 'gb', 'gbyte', 'gigabyte'),
      unit('TB', 2 ** 40, 'tb', 'tbyte', 'terabyte'),
      unit('PB', 2 ** 50, 'pb', 'pbyte', 'petabyte'),
    ],
  },
  {
    // What is below a nanosecond is said in seconds.
    smallest: seconds,
    units: [
      unit('ns', 1, 'ns', 'nanosecond'),
      unit('us', 1e3, 'μs', 'us', 'microsecond'),
      unit('ms', 1e6, 'ms', 'millisecond'),
      seconds,
      unit('hrs', 3600e9, 'hour', 'hr'),
    ],
  },
];

/** The scale on which a report's values are written. */
export interface Scale {
  /** Divides a value of the profile. */
  readonly divisor: number;
  /** Safe for a terminal: a unit that pprof does not know is a text of the profile's own. */
  readonly suffix: string;
}

/** No unit has a longer name. */
const longestUnit = 100;

const counted = new Set(['count', 'sample', 'unit', 'minimum', 'auto', '']);

/** One scale for all values of a report. */
export function reportScale(values: Iterable<Amount>, total: Amount, unitName: string): Scale {
  const family = familyOf(unitName);
  const own = family?.units.find(({ aliases }) => aliases.includes(singular(unitName)));
  if (family === undefined || own === undefined) {
    return { divisor: 1, suffix: counted.has(unitName.toLowerCase()) ? '' : terminalText(unitName, longestUnit) };
  }
  let least = 0;
  for (const value of values) {
    const size = Number(magnitude(value));
    if (size > 0 && (least === 0 || size < least)) least = size;
  }
  const most = Number(total);
  if (least === 0) least = most;
  const smaller = fitting(least * own.factor, family);
  const larger = fitting(most * own.factor, family);
  const chosen = smaller !== larger && least * 100 < most ? fitting(least * 100 * own.factor, family) : smaller;
  return { divisor: chosen.factor / own.factor, suffix: chosen.name };
}

/** A value of a unit of time in nanoseconds, whole; null for any other unit (pprof: ProfileLabels). */
export function inNanoseconds(value: Amount, unitName: string): number | null {
  const own = families[1]?.units.find(({ aliases }) => aliases.includes(singular(unitName)));
  return own === undefined ? null : Math.trunc(Number(value) * own.factor);
}

/** The scale that fits one value alone. There pprof leaves out a unit that it does not know (measurement.Label). */
export function ownScale(value: Amount, unitName: string): Scale {
  return familyOf(unitName) === undefined ? { divisor: 1, suffix: '' } : reportScale([value], value, unitName);
}

/** A value as pprof writes it: two decimals unless they are 0, and the unit right behind. */
export function formatAmount(value: Amount, scale: Scale): string {
  if (scale.divisor === 1) return value === 0 ? '0' : `${String(value)}${scale.suffix}`;
  const text = twoDecimals(Number(value) / scale.divisor).replace(/\.00$/, '');
  return text === '0' || text === '-0' ? '0' : `${text}${scale.suffix}`;
}

/** A share as pprof writes it, six characters: `  100%`, `71.78%`, ` 0.51%`. */
export function formatPercent(value: Amount, total: Amount): string {
  const share = Number(total) === 0 ? 0 : Math.abs(Number(value) / Number(total)) * 100;
  if (share >= 99.95 && share <= 100.05) return '  100%';
  const text = share >= 1 ? twoDecimals(share) : twoDigits(share);
  return `${text.padStart(5)}%`;
}

/**
 * As Go's %.2f: a number that is exactly between two goes to the even one, where toFixed takes the larger. In binary only
 * the odd eighths are between two hundredths.
 */
function twoDecimals(value: number): string {
  const eighths = Math.abs(value) * 8;
  const isRoundedUp = eighths % 8 === 1 || eighths % 8 === 5;
  return isRoundedUp ? (value - Math.sign(value) / 1000).toFixed(2) : value.toFixed(2);
}

/** The numbers below 1 that are exactly between two of two digits, and that toPrecision takes to the odd one. */
const roundedToEven: ReadonlyMap<number, number> = new Map([
  [0.625, 0.62],
  [0.125, 0.12],
  [0.0625, 0.062],
]);

/** Two significant digits without zeros at the end, as Go's %.2g has them: `0.5`, `0.012`, `1e-05`. */
function twoDigits(value: number): string {
  if (value === 0) return '0';
  const rounded = roundedToEven.get(value) ?? Number(value.toPrecision(2));
  if (rounded >= 1e-4) return String(rounded);
  return rounded.toExponential().replace(/e-(\d)$/, 'e-0$1');
}

function familyOf(name: string): UnitFamily | undefined {
  return families.find(({ units }) => units.some(({ aliases }) => aliases.includes(singular(name))));
}

function singular(name: string): string {
  const lower = name.toLowerCase();
  return lower.length > 2 ? lower.replace(/s$/, '') : lower;
}

/** The largest unit of which the value holds one. */
function fitting(value: number, { units, smallest }: UnitFamily): Unit {
  return units.reduce<Unit | null>((best, one) => (Math.abs(value) >= one.factor ? one : best), null) ?? smallest;
}
