import type { HolderPlace } from '../../../shared/model/holder';
import type { Profile, StringTable } from '../../../shared/model/profile';

/** More chains name nothing new. */
const mostChains = 20_000;

/** `byID. (map[int]*main.session)`, `$mapval. (*main.session)`, `[10+]. (main.row)` */
const heldFrame = /^.+\. \(.+\)$/;

/**
 * True for the profile that goref writes (pkg/proc/protobuf.go): objects and bytes, no period, no time, no location with an address or a
 * mapping, no function with a file, and frames that name what is held with its type.
 */
export function isRetention(profile: Profile): boolean {
  return profile.functions.files.every((file) => file === 0) && namesHeld(profile);
}

/** The same, also of one that has its lines by now: its frames are declarations, and no functions. */
export function namesHeld(profile: Profile): boolean {
  const { sampleTypes, periodType, period, timeNanos, functions, locations, strings } = profile;
  const types = sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join(' ');
  if (types !== 'inuse_objects/count inuse_space/bytes') return false;
  if (periodType !== null || period !== 0 || timeNanos !== 0n) return false;
  if (locations.addresses.some((address) => address !== 0n)) return false;
  return functions.names.some((name) => heldFrame.test(strings.at(name)));
}

/** The different chains of a retention profile, root first. */
export function retainedChains({ samples, locations, functions, strings }: Profile): string[][] {
  const chains: string[][] = [];
  const known = new Map<number, string>();
  const nameOf = (location: number): string => {
    const name = known.get(location) ?? firstName(location);
    known.set(location, name);
    return name;
  };
  const firstName = (location: number) => {
    const row = locations.lineFunctions[locations.lineOffsets[location] ?? 0] ?? 0;
    return strings.at(functions.names[row] ?? 0);
  };
  for (let sample = 0; sample < Math.min(samples.count, mostChains); sample += 1) {
    const [from, to] = [samples.stackOffsets[sample] ?? 0, samples.stackOffsets[sample + 1] ?? 0];
    chains.push([...samples.stackLocations.subarray(from, to)].map(nameOf).reverse());
  }
  return chains;
}

/** The same with the lines on which its frames are declared, as if they were functions there: then all that shows profiles shows them. */
export function withPlaces(profile: Profile, places: ReadonlyMap<string, HolderPlace>, note: string): Profile {
  const { functions, locations, strings } = profile;
  const table = new GrowingTable(strings);
  const files = functions.files.slice();
  const startLines = functions.startLines.slice();
  const lineNumbers = locations.lineNumbers.slice();
  for (let row = 0; row < functions.count; row += 1) {
    const place = places.get(strings.at(functions.names[row] ?? 0));
    if (place === undefined) continue;
    files[row] = table.add(place.path);
    startLines[row] = place.line;
  }
  locations.lineFunctions.forEach((row, at) => (lineNumbers[at] = startLines[row] ?? 0));
  return {
    ...profile,
    // `-`, which goref writes lest pprof complains.
    mappings: [],
    comments: [note, ...profile.comments],
    functions: { ...functions, files, startLines },
    locations: { ...locations, lineNumbers },
    strings: table,
  };
}

/** A table of texts with more behind it. */
class GrowingTable implements StringTable {
  private readonly table: StringTable;
  private readonly added: string[] = [];
  private readonly rows = new Map<string, number>();

  constructor(table: StringTable) {
    this.table = table;
  }

  get count(): number {
    return this.table.count + this.added.length;
  }

  at(index: number): string {
    return index < this.table.count ? this.table.at(index) : (this.added[index - this.table.count] ?? '');
  }

  add(text: string): number {
    const known = this.rows.get(text);
    if (known !== undefined) return known;
    const row = this.count;
    this.added.push(text);
    this.rows.set(text, row);
    return row;
  }
}
