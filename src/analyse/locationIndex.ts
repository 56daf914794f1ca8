import type { ResolveFile } from '../shared/analyser';
import type { Profile } from '../shared/profile';
import type { ResolvedSite } from '../shared/sourceLocation';
import { locationFrames } from './frames';
import { asksForProfiles } from './footprint';
import { nearestSite } from './nearestSite';

/**
 * What the locations of a profile say about the stacks they stand in, worked out once for each: a profile has a hundred
 * times more frames than locations.
 */
export class LocationIndex {
  private readonly profile: Profile;
  private readonly resolve: ResolveFile;
  private readonly sites: (ResolvedSite | null | undefined)[];
  private readonly own: (boolean | undefined)[];

  constructor(profile: Profile, resolve: ResolveFile) {
    this.profile = profile;
    this.resolve = resolve;
    this.sites = new Array<ResolvedSite | null | undefined>(profile.locations.count);
    this.own = new Array<boolean | undefined>(profile.locations.count);
  }

  /** True for a sample that exists only because somebody asks for profiles. */
  isOwnFootprint(sample: number): boolean {
    const { stackOffsets, stackLocations } = this.profile.samples;
    const end = stackOffsets[sample + 1] ?? 0;
    for (let at = stackOffsets[sample] ?? 0; at < end; at += 1) {
      if (this.isOwn(stackLocations[at] ?? 0)) return true;
    }
    return false;
  }

  /** The innermost line of the workspace in a sample's stack; null when no line of it is. */
  nearestSite(sample: number): ResolvedSite | null {
    const { stackOffsets, stackLocations } = this.profile.samples;
    const end = stackOffsets[sample + 1] ?? 0;
    for (let at = stackOffsets[sample] ?? 0; at < end; at += 1) {
      const site = this.siteOf(stackLocations[at] ?? 0);
      if (site !== null) return site;
    }
    return null;
  }

  private siteOf(location: number): ResolvedSite | null {
    const known = this.sites[location];
    if (known !== undefined) return known;
    const site = nearestSite(locationFrames(this.profile, location), this.resolve)?.site ?? null;
    this.sites[location] = site;
    return site;
  }

  private isOwn(location: number): boolean {
    const known = this.own[location];
    if (known !== undefined) return known;
    const own = locationFrames(this.profile, location).some((frame) => asksForProfiles(frame.function));
    this.own[location] = own;
    return own;
  }
}
