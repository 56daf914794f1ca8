import type { Profile } from '../../../shared/model/profile';

/**
 * A profile as a report sees it: the columns as decoded, less what frame dropping and filters leave out. Nothing is
 * copied that stays as it is.
 */
export interface StackView {
  readonly profile: Profile;
  /** Per location the first of its lines that counts; null when all lines of all locations do. */
  readonly firstLines: Uint32Array | null;
  /** Per sample where its stack starts in `stackLocations`; null when all stacks are whole. */
  readonly stackStarts: Uint32Array | null;
  /** Per sample 1 when it counts; null when all do. */
  readonly kept: Uint8Array | null;
}

export function wholeView(profile: Profile): StackView {
  return { profile, firstLines: null, stackStarts: null, kept: null };
}

/** Row of the first line of a location that counts. */
export function firstLineOf({ profile, firstLines }: StackView, location: number): number {
  return firstLines?.[location] ?? profile.locations.lineOffsets[location] ?? 0;
}

/** Where the stack of a sample starts in `stackLocations`, leaf first. */
export function stackStartOf({ profile, stackStarts }: StackView, sample: number): number {
  return stackStarts?.[sample] ?? profile.samples.stackOffsets[sample] ?? 0;
}

export function isKept({ kept }: StackView, sample: number): boolean {
  return kept === null || kept[sample] === 1;
}

/** File of the binary a location lies in; empty when unknown. */
export function binaryOf(profile: Profile, location: number): string {
  const mapping = profile.locations.mappings[location] ?? 0;
  return mapping === 0 ? '' : (profile.mappings[mapping - 1]?.file ?? '');
}
