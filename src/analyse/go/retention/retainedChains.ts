import type { HolderPlace } from '../../../shared/model/holder';
import type { Profile, StringTable } from '../../../shared/model/profile';

/** More chains name nothing new. */
const mostChains = 20_000;

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
