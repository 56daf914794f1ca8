import type { Profile } from '../../../shared/model/profile';

/** `byID. (map[int]*main.session)`, `$mapval. (*main.session)`, `[10+]. (main.row)` */
const heldFrame = /^.+\. \(.+\)$/;

/**
 * True for the profile that goref writes (pkg/proc/protobuf.go): objects and bytes, no period, no time, no location with an address or a
 * mapping, no function with a file, and frames that name what is held with its type.
 */
export function isRetention(profile: Profile): boolean {
  return profile.functions.files.every((file) => file === 0) && namesHeld(profile);
}

/**
 * The same, also of one that has its lines by now: its frames are declarations, and no functions. And of what is made of a heap dump, whose
 * sample types are its own.
 */
export function namesHeld(profile: Profile): boolean {
  const { sampleTypes, periodType, period, timeNanos, functions, locations, strings } = profile;
  const types = sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join(' ');
  if (types === 'retained_objects/count retained_space/bytes') return true;
  if (types !== 'inuse_objects/count inuse_space/bytes') return false;
  if (periodType !== null || period !== 0 || timeNanos !== 0n) return false;
  if (locations.addresses.some((address) => address !== 0n)) return false;
  return functions.names.some((name) => heldFrame.test(strings.at(name)));
}
