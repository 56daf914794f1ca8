import type { Profile } from '../../shared/model/profile';
import type { Grouping, ReportScope, TopRow } from '../../shared/model/report/report';
import type { RowTurnover } from '../../shared/model/turnover';
import { samplingPeriod } from '../base/heapColumns';
import { sampleBytes, turnoverOf } from '../numbers/turnover';
import { topReport } from './topReport';

/**
 * What came and went on each of the rows while they were recorded: since the process began, or since the base of the scope. Null for
 * a row where too few samples say so, or where the base was another process; null as a whole where the chosen column is not one of
 * the heap, or the profile does not count what was allocated.
 */
export function turnoverReport(
  profile: Profile,
  scope: ReportScope,
  by: Grouping,
  rows: readonly TopRow[],
): readonly (RowTurnover | null)[] | null {
  const now = momentOf(profile, scope, by);
  const before =
    scope.base === null
      ? beginning
      : momentOf(scope.base.profile, { ...scope, sample: baseColumn(profile, scope) }, by);
  if (now === null || before === null) return null;
  const span = spanMillis(profile, scope);
  return rows.map((row) => {
    const key = rowKey(row, by);
    const points = (what: 'held' | 'allocated') =>
      [before, now].map((moment, nth) => ({ atMillis: nth * (span ?? 1), value: moment[what](key) }));
    const told = turnoverOf({ held: points('held'), allocated: points('allocated'), sampleBytes: now.ofSample(key) });
    if (told === null) return null;
    const { allocatedBytes: allocated, freedBytes: freed, livesMillis } = told;
    return { allocated, freed, livesMillis: span === null ? null : livesMillis };
  });
}

/** Flat of one heap profile by row, in the unit of the chosen column. */
interface Moment {
  held(key: string): number;
  allocated(key: string): number;
  /** What one sample stands for on that row. */
  ofSample(key: string): number;
}

/** Before the first line of a program ran. */
const beginning: Moment = { held: () => 0, allocated: () => 0, ofSample: () => 0 };

function momentOf(profile: Profile, scope: ReportScope, by: Grouping): Moment | null {
  const column = (name: string) => profile.sampleTypes.findIndex(({ type }) => type === name);
  const unit = /^(?:inuse|alloc)_(space|objects)$/.exec(profile.sampleTypes[scope.sample]?.type ?? '')?.[1];
  const columns = ['inuse_objects', 'inuse_space', 'alloc_objects', 'alloc_space'].map(column);
  if (unit === undefined || columns.includes(-1)) return null;
  const flat = (name: string) => {
    const { rows } = topReport(profile, { ...scope, sample: column(name), base: null }, by);
    const values = new Map(rows.map((row) => [rowKey(row, by), Number(row.flat)]));
    return (key: string) => values.get(key) ?? 0;
  };
  const objects = flat('alloc_objects');
  const bytes = flat('alloc_space');
  const ofSample = (key: string) => {
    const each = bytes(key) / Math.max(objects(key), 1);
    const stands = sampleBytes(samplingPeriod(profile), each);
    return unit === 'space' || each === 0 ? stands : stands / each;
  };
  return { held: flat(`inuse_${unit}`), allocated: unit === 'space' ? bytes : objects, ofSample };
}

/** The column of the base that is called like the chosen one; -1 where none is. */
function baseColumn({ sampleTypes }: Profile, { sample, base }: ReportScope): number {
  const chosen = sampleTypes[sample]?.type;
  return base?.profile.sampleTypes.findIndex(({ type }) => type === chosen) ?? -1;
}

/** From the base to the profile, ms; null without a base, or where one of them does not say when it was taken. */
function spanMillis(profile: Profile, { base }: ReportScope): number | null {
  if (base === null || base.profile.timeNanos === 0n || profile.timeNanos <= base.profile.timeNanos) return null;
  return Number((profile.timeNanos - base.profile.timeNanos) / 1_000_000n);
}

/** What makes two rows of different columns the same; functions are told apart by name, as pprof does it. */
function rowKey({ function: name, file, line }: TopRow, by: Grouping): string {
  return by === 'function' || by === 'package' ? name : `${name}\n${file}\n${line}`;
}
