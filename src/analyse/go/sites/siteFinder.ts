import type { FindingSite } from '../../../shared/model/finding';
import type { Profile } from '../../../shared/model/profile';
import type { Frame } from '../../../shared/model/sourceLocation';
import { asksForProfiles } from '../base/footprint';
import { locationFrames } from '../../base/frames';
import { isBetter, isOwn, type CodeOwners, type Owner } from './codeOwners';
import { lineKey, type LineKey } from '../../sites/lineKey';

/** The line of a stack that is to blame, one object for each line of a profile. */
export interface SiteRef {
  /** Same line, same key, in every profile of the binary. */
  readonly key: LineKey;
  readonly site: FindingSite;
  /** Line of the function's `func` keyword; 0 when unknown. */
  readonly startLine: number;
  readonly owner: Owner;
}

/** A line that calls itself, whichever way round. */
export interface Recursion {
  readonly ref: SiteRef;
  /** How often a stack goes through it; the runtime shows no more than 128 frames (pprof_maxProfStackDepth). */
  readonly depth: number;
}

/** A call from the workspace into a library, as a stack shows it. */
export interface OwnCall {
  readonly path: string;
  readonly site: Frame;
  readonly callees: readonly string[];
}

/** Functions of libraries between the own line and what it comes to. */
const maxCallees = 8;
const maxOwnCalls = 200;

/** Four functions in turn are a recursion, too. */
const recursionShare = 0.2;

interface LocationFacts {
  readonly frames: readonly Frame[];
  /** The best frame of the location. */
  readonly best: SiteRef | null;
  readonly asks: boolean;
}

/**
 * Finds the line to blame for the samples of one profile, for costs and verdicts alike. What a location says is worked out once: a
 * profile has a hundred times more frames than locations.
 */
export class SiteFinder {
  private readonly profile: Profile;
  private readonly owners: CodeOwners;
  private readonly known: (LocationFacts | undefined)[];
  /** By location: its outermost function that is the program's own; null where none is. */
  private readonly outermosts: (string | null | undefined)[];
  private readonly lines = new Map<string, SiteRef>();

  constructor(profile: Profile, owners: CodeOwners) {
    this.profile = profile;
    this.owners = owners;
    this.known = new Array<LocationFacts | undefined>(profile.locations.count);
    this.outermosts = new Array<string | null | undefined>(profile.locations.count);
  }

  /** Null for a stack of the runtime alone. For samples that are no footprint. */
  siteOf(sample: number): SiteRef | null {
    const { stackOffsets, stackLocations } = this.profile.samples;
    const end = stackOffsets[sample + 1] ?? 0;
    let best: SiteRef | null = null;
    for (let at = stackOffsets[sample] ?? 0; at < end; at += 1) {
      const { best: other } = this.facts(stackLocations[at] ?? 0);
      if (other !== null && (best === null || isBetter(other.owner, best.owner))) best = other;
      // No frame further out says more.
      if (best?.owner === 'local') break;
    }
    return best;
  }

  /** True for a sample that exists only because somebody asks for profiles. */
  isFootprint(sample: number): boolean {
    const { stackOffsets, stackLocations } = this.profile.samples;
    const end = stackOffsets[sample + 1] ?? 0;
    for (let at = stackOffsets[sample] ?? 0; at < end; at += 1) {
      if (this.facts(stackLocations[at] ?? 0).asks) return true;
    }
    return false;
  }

  /** The outermost function of a sample that is the program's own: what its goroutine is about. Null where none is. */
  outermostOwn(sample: number): string | null {
    const { stackOffsets, stackLocations } = this.profile.samples;
    const start = stackOffsets[sample] ?? 0;
    for (let at = (stackOffsets[sample + 1] ?? 0) - 1; at >= start; at -= 1) {
      const outermost = this.outermostAt(stackLocations[at] ?? 0);
      if (outermost !== null) return outermost;
    }
    return null;
  }

  /**
   * The nearest line of the workspace from which a sample's stack goes into a library, and the functions that it goes through,
   * the one called first at the front. Null where the innermost own line calls nothing of it. Generated code is not the person's.
   */
  callInto(sample: number, isOfLibrary: (functionName: string) => boolean): OwnCall | null {
    const { stackOffsets, stackLocations } = this.profile.samples;
    const end = stackOffsets[sample + 1] ?? 0;
    const inner: string[] = [];
    let enters = false;
    for (let at = stackOffsets[sample] ?? 0; at < end; at += 1) {
      for (const frame of this.facts(stackLocations[at] ?? 0).frames) {
        const path = enters && !isGenerated(frame.file) ? this.ownPath(frame) : null;
        if (path !== null) return { path, site: frame, callees: inner.slice(-maxCallees).reverse() };
        enters ||= isOfLibrary(frame.function);
        inner.push(frame.function);
      }
    }
    return null;
  }

  /** Each such line once, with what it calls by the first stack that shows it. */
  callsInto(isOfLibrary: (functionName: string) => boolean): readonly OwnCall[] {
    const found = new Map<string, OwnCall>();
    const known = new Map<string, boolean>();
    const isOf = (name: string) => {
      const answer = known.get(name) ?? isOfLibrary(name);
      known.set(name, answer);
      return answer;
    };
    for (let sample = 0; sample < this.profile.samples.count && found.size < maxOwnCalls; sample += 1) {
      const call = this.callInto(sample, isOf);
      const key = call === null ? '' : lineKey(call.site);
      if (call !== null && !found.has(key)) found.set(key, call);
    }
    return [...found.values()];
  }

  private ownPath(frame: Frame): string | null {
    return isOwn(this.owners.of(frame)) ? this.owners.site(frame).path : null;
  }

  /** The line of the program's own that a deep stack goes through most often, if that is a recursion; of equal ones the innermost. */
  recursion(sample: number): Recursion | null {
    const { stackOffsets, stackLocations } = this.profile.samples;
    const end = stackOffsets[sample + 1] ?? 0;
    const start = stackOffsets[sample] ?? 0;
    const depths = new Map<SiteRef, number>();
    for (let at = start; at < end; at += 1) {
      const { best } = this.facts(stackLocations[at] ?? 0);
      if (best !== null && isOwn(best.owner)) depths.set(best, (depths.get(best) ?? 0) + 1);
    }
    const [most] = [...depths].sort(([, one], [, other]) => other - one);
    if (most === undefined || most[1] < (end - start) * recursionShare) return null;
    return { ref: most[0], depth: most[1] };
  }

  /** Leaf first. */
  frames(sample: number): Frame[] {
    const { stackOffsets, stackLocations } = this.profile.samples;
    const end = stackOffsets[sample + 1] ?? 0;
    const frames: Frame[] = [];
    for (let at = stackOffsets[sample] ?? 0; at < end; at += 1)
      for (const frame of this.facts(stackLocations[at] ?? 0).frames) frames.push(frame);
    return frames;
  }

  private outermostAt(location: number): string | null {
    let outermost = this.outermosts[location];
    if (outermost === undefined) {
      const { frames } = this.facts(location);
      outermost = frames.findLast((frame) => isOwn(this.owners.of(frame)))?.function ?? null;
      this.outermosts[location] = outermost;
    }
    return outermost;
  }

  private facts(location: number): LocationFacts {
    let facts = this.known[location];
    if (facts === undefined) {
      const frames = locationFrames(this.profile, location);
      facts = {
        frames,
        best: this.best(location, frames),
        asks: frames.some((frame) => asksForProfiles(frame.function)),
      };
      this.known[location] = facts;
    }
    return facts;
  }

  private best(location: number, frames: readonly Frame[]): SiteRef | null {
    let best: { frame: Frame; owner: Owner; index: number } | null = null;
    for (const [index, frame] of frames.entries()) {
      const owner = this.owners.of(frame);
      if (owner === 'runtime' || (best !== null && !isBetter(owner, best.owner))) continue;
      best = { frame, owner, index };
    }
    return best === null ? null : this.line(best.frame, best.owner, this.startLine(location, best.index));
  }

  private startLine(location: number, index: number): number {
    const { locations, functions } = this.profile;
    const fn = locations.lineFunctions[(locations.lineOffsets[location] ?? 0) + index] ?? 0;
    return functions.startLines[fn] ?? 0;
  }

  private line(frame: Frame, owner: Owner, startLine: number): SiteRef {
    const key = lineKey(frame);
    let line = this.lines.get(key);
    if (line === undefined) {
      line = { key, site: this.owners.site(frame), startLine, owner };
      this.lines.set(key, line);
    }
    return line;
  }
}

function isGenerated(file: string): boolean {
  return /[._](?:pb(?:\.gw)?|gen|generated)\.go$/.test(file);
}
