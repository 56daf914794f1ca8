import type { AskedHolders, SeenHolder } from '../../../shared/model/askedHolders';
import type { Holder, HolderPlace } from '../../../shared/model/holder';
import type { Profile } from '../../../shared/model/profile';

/**
 * What of a retention profile, whose frames have their lines, is held by what the source names: the variable or field of that name that is
 * declared on that very line. An object is counted once, at the first way that goref found to it, so that each holder has at least this much.
 */
export function seenHolders(profile: Profile, holders: readonly Holder[]): Pick<AskedHolders, 'bytes' | 'seen'> {
  const { samples, sampleTypes } = profile;
  const wanted = holders.flatMap(({ name, declared }) => (declared === null ? [] : [{ name, place: declared }]));
  const seen = wanted.map(({ name, place }) => ({ name, place, objects: 0, bytes: 0 }));
  const rows = seen.map((holder) => rowsOf(profile, holder));
  let all = 0;
  for (let sample = 0; sample < samples.count; sample += 1) {
    const objects = samples.values[sample * sampleTypes.length] ?? 0;
    const bytes = samples.values[sample * sampleTypes.length + 1] ?? 0;
    all += bytes;
    const [from, to] = [samples.stackOffsets[sample] ?? 0, samples.stackOffsets[sample + 1] ?? 0];
    const frames = new Set([...samples.stackLocations.subarray(from, to)].map((location) => rowAt(profile, location)));
    seen.forEach((holder, at) => {
      if (![...(rows[at] ?? [])].some((row) => frames.has(row))) return;
      holder.objects += objects;
      holder.bytes += bytes;
    });
  }
  return { bytes: all, seen: seen.filter(({ objects }) => objects > 0).sort(mostFirst) };
}

const mostFirst = (a: SeenHolder, b: SeenHolder) => b.bytes - a.bytes;

/** The frames that are the variable or field. */
function rowsOf({ functions, strings }: Profile, { name, place }: SeenHolder): ReadonlySet<number> {
  const rows = new Set<number>();
  for (let row = 0; row < functions.count; row += 1) {
    const at: HolderPlace = { path: strings.at(functions.files[row] ?? 0), line: functions.startLines[row] ?? 0 };
    if (at.path !== place.path || at.line !== place.line) continue;
    // Several may be declared on one line.
    if (lastName(strings.at(functions.names[row] ?? 0)) === lastName(name)) rows.add(row);
  }
  return rows;
}

/** `byID` of `byID. (map[int]*main.session)`, `main.shop.byID` and `s.byID`. */
function lastName(name: string): string {
  const [whole = ''] = name.split('. (');
  return whole.slice(whole.lastIndexOf('.') + 1);
}

function rowAt({ locations }: Pick<Profile, 'locations'>, location: number): number {
  return locations.lineFunctions[locations.lineOffsets[location] ?? 0] ?? 0;
}
