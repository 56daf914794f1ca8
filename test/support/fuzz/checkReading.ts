import type { PublishedBuild } from '../../../src/shared/model/process/buildInfo';
import type { GoroutineDump, GoroutineText } from '../../../src/shared/model/go/goroutine';
import type { Profile } from '../../../src/shared/model/profile';
import type { LoggedProfile } from '../../../src/shared/ports/decoder';
import type { Reading } from './corpus';

/** Proves that what was read holds together: nobody checks indices again after the decoder. @throws Error */
export function checkReading(reading: Reading, result: unknown): void {
  if (reading === 'profile') checkProfile(result as Profile);
  if (reading === 'goroutineDump') checkDump(result as GoroutineDump);
  if (reading === 'goroutineText') for (const { dump } of (result as GoroutineText).dumps) checkDump(dump);
  if (reading === 'loggedProfiles') for (const { profile } of result as LoggedProfile[]) checkProfile(profile);
  if (reading === 'publishedBuild') checkBuild(result as PublishedBuild | null);
}

/** A revision becomes an argument of git, an import path a folder, and both stand in texts. */
function checkBuild(build: PublishedBuild | null): void {
  expectTrue(/^(?:null|[0-9a-f]{40}|[0-9a-f]{64})$/.test(String(build?.revision ?? null)), 'a whole revision');
  expectTrue(!/(?:^|\/)(?:[.-]|$)/.test(build?.mainPackage ?? 'main'), 'a path that leads nowhere else');
  expectTrue(/^[ -~]*$/.test(`${build?.goVersion ?? ''}${build?.mainPackage ?? ''}`), 'printable names');
}

function checkProfile({
  samples,
  locations,
  functions,
  mappings,
  strings,
  sampleTypes,
  defaultSampleType,
}: Profile): void {
  expectTrue(samples.values.length === samples.count * sampleTypes.length, 'a value for each sample and type');
  expectTrue(defaultSampleType < sampleTypes.length, 'a default among the sample types');
  expectOffsets('stacks', samples.stackOffsets, samples.count, samples.stackLocations.length);
  expectOffsets('labels', samples.labelOffsets, samples.count, samples.labels.keys.length);
  expectOffsets('lines', locations.lineOffsets, locations.count, locations.lineFunctions.length);
  expectBelow('locations of stacks', samples.stackLocations, locations.count);
  expectBelow('functions of lines', locations.lineFunctions, functions.count);
  expectBelow('mappings of locations', locations.mappings, mappings.length + 1);
  for (const column of [functions.names, functions.systemNames, functions.files]) {
    expectTrue(column.length === functions.count, 'a cell for each function');
    expectBelow('strings of functions', column, strings.count);
  }
  const { keys, strings: texts, numbers, units } = samples.labels;
  for (const column of [keys, texts, units]) expectBelow('strings of labels', column, strings.count);
  expectTrue(numbers.length === keys.length && locations.addresses.length === locations.count, 'cells for all rows');
  expectTrue(samples.values.every(Number.isFinite), 'finite values');
}

function checkDump({ total, groups }: GoroutineDump): void {
  expectTrue(total === groups.reduce((sum, { count }) => sum + count, 0), 'the groups to add up to the total');
}

function expectOffsets(what: string, offsets: Uint32Array, rows: number, end: number): void {
  expectTrue(
    offsets.length === rows + 1 && offsets[0] === 0 && offsets[rows] === end,
    `offsets of ${what} from end to end`,
  );
  expectTrue(
    offsets.every((offset, row) => row === 0 || offset >= (offsets[row - 1] ?? 0)),
    `offsets of ${what} to rise`,
  );
}

function expectBelow(what: string, column: Uint16Array | Uint32Array, limit: number): void {
  // The two kinds of columns have no signature of `every` in common.
  for (const row of column) if (row >= limit) expectTrue(false, `${what} to exist`);
}

function expectTrue(holds: boolean, what: string): void {
  if (!holds) throw new Error(`expected ${what}`);
}
