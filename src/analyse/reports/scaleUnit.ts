interface Unit {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly factor: number;
}

interface UnitKind {
  readonly units: readonly Unit[];
  readonly standard: { readonly name: string; readonly factor: number };
}

const second = 1e9;

/** The units that pprof knows (internal/measurement/measurement.go, UnitTypes): of memory and of time. */
const kinds: readonly UnitKind[] = [
  {
    units: [
      { name: 'B', aliases: ['b', 'byte'], factor: 1 },
      { name: 'kB', aliases: ['kb', 'kbyte', 'kilobyte'], factor: 2 ** 10 },
      { name: 'MB', aliases: ['mb', 'mbyte', 'megabyte'], factor: 2 ** 20 },
      { name: 'GB', aliases: ['gb', 'gbyte', 'gigabyte'], factor: 2 ** 30 },
      { name: 'TB', aliases: ['tb', 'tbyte', 'terabyte'], factor: 2 ** 40 },
      { name: 'PB', aliases: ['pb', 'pbyte', 'petabyte'], factor: 2 ** 50 },
    ],
    standard: { name: 'B', factor: 1 },
  },
  {
    units: [
      { name: 'ns', aliases: ['ns', 'nanosecond'], factor: 1 },
      { name: 'us', aliases: ['μs', 'us', 'microsecond'], factor: 1e3 },
      { name: 'ms', aliases: ['ms', 'millisecond'], factor: 1e6 },
      { name: 's', aliases: ['s', 'sec', 'second'], factor: second },
      { name: 'hrs', aliases: ['hour', 'hr'], factor: 3600 * second },
    ],
    standard: { name: 's', factor: second },
  },
];

export interface Scaled {
  readonly value: number;
  readonly unit: string;
}

/** A value in another unit of its kind, by pprof's rules (measurement.Scale); one of no known kind stays what it is. */
export function scaleUnit(value: number, from: string, to: string): Scaled {
  for (const { units, standard } of kinds) {
    const own = unitNamed(units, from);
    if (own === undefined) continue;
    const { name, factor } = unitNamed(units, to) ?? standard;
    return { value: (value * own.factor) / factor, unit: name };
  }
  const isPlain = ['count', 'sample', 'unit', 'minimum', 'auto'].includes(to);
  return { value, unit: isPlain ? '' : to };
}

function unitNamed(units: readonly Unit[], written: string): Unit | undefined {
  const lower = written.toLowerCase();
  const alias = lower.length > 2 ? lower.replace(/s$/, '') : lower;
  return units.find(({ aliases }) => aliases.includes(alias));
}

/** A value in the largest unit of its kind in which it is at least 1, as pprof writes it: `1.50MB`, `512B` (measurement.Label). */
export function unitLabel(value: number, from: string): string {
  const kind = kinds.find(({ units }) => unitNamed(units, from) !== undefined);
  const { name, factor } = kind === undefined ? { name: '', factor: 1 } : autoUnit(kind, Math.abs(value), from);
  const text = twoDecimals((value * (kind === undefined ? 1 : (unitNamed(kind.units, from)?.factor ?? 1))) / factor);
  return text === '0' || text === '-0' ? '0' : text + name;
}

function autoUnit({ units, standard }: UnitKind, value: number, from: string): UnitKind['standard'] {
  const base = value * (unitNamed(units, from)?.factor ?? 1);
  return units.findLast(({ factor }) => base / factor >= 1) ?? standard;
}

/** As Go's `%.2f`, which rounds halves to even digits, without `.00`. */
function twoDecimals(value: number): string {
  const hundredths = value * 100;
  const isHalf = Math.abs(hundredths % 1) === 0.5 && Math.trunc(hundredths) % 2 === 0;
  const text = isHalf ? (Math.trunc(hundredths) / 100).toFixed(2) : value.toFixed(2);
  return text.replace(/\.00$/, '');
}
