import type { ResolveFile } from '../shared/analyser';
import type { Profile } from '../shared/profile';
import type { ResolvedSite } from '../shared/sourceLocation';
import { locationFrames } from './frames';
import { asksForProfiles } from './footprint';
import { nearestSite, resolvedKey } from './nearestSite';

/**
 * What the locations of a profile say about the stacks they stand in, worked out once for each: a profile has a hundred
 * times more frames than locations.
 */
export class LocationIndex {
  private readonly profile: Profile;
  private readonly resolve: ResolveFile;
  private readonly sites: (ResolvedSite | null | undefined)[];
  private readonly own: (boolean | undefined)[];
  /** One object for each line, whichever location it was found at. */
  private readonly lines = new Map<string, ResolvedSite>();

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

  /** The innermost line of the workspace in a sample's stack, the same object for the same line; null when none is. */
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
    const nearest = nearestSite(locationFrames(this.profile, location), this.resolve);
    const site = nearest === null ? null : this.sameLine(nearest.site);
    this.sites[location] = site;
    return site;
  }

  private sameLine(site: ResolvedSite): ResolvedSite {
    const key = resolvedKey(site);
    const known = this.lines.get(key) ?? site;
    this.lines.set(key, known);
    return known;
  }

  private isOwn(location: number): boolean {
    const known = this.own[location];
    if (known !== undefined) return known;
    const own = locationFrames(this.profile, location).some((frame) => asksForProfiles(frame.function));
    this.own[location] = own;
    return own;
  }
}
