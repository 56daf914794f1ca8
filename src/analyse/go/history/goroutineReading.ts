import type { FindingSite } from '../../../shared/model/finding';
import type { GoroutineDump, GoroutineGroup, WaitKind } from '../../../shared/model/go/goroutine';
import { resourcesBehind } from '../../../shared/base/libraries/libraries';
import { plainSymbol } from '../../../shared/base/libraries/plainSymbol';
import type { Profile } from '../../../shared/model/profile';
import type { Frame } from '../../../shared/model/sourceLocation';
import { waitKindOfGroup } from '../sites/blockedSites';
import { isOwnFootprint } from '../base/footprint';
import { waitKindOfStack } from '../base/waitKind';
import { isCalling, waitsForHead } from './clientConnections';
import { innermost, isOwn, type CodeOwners } from '../sites/codeOwners';
import { ownOrigins, type OwnOrigin } from './ownOrigins';
import { lineKey } from '../../sites/lineKey';
import { waitKey, type WaitKey } from './seriesKeys';
import { SiteFinder, type OwnCall, type Recursion, type SiteRef } from '../sites/siteFinder';

/** Goroutines that wait on one line for one kind of thing. */
export interface WaitCount {
  readonly ref: SiteRef;
  readonly kind: WaitKind;
  count: number;
  /** The function that most of them were started with, and how many started with it. */
  root: string;
  rootCount: number;
  /** The outermost function of the program itself in their stacks; null where none is. */
  readonly ownRoot: string | null;
  /** They wait for the answer to a request of their own: the connection that comes with each is their doing, not load. */
  readonly isRequest: boolean;
  /** They read from a pipe, or what else is a file: no client's connection, and nothing that load opens. */
  readonly isFile: boolean;
}

/** Frames from which a stack is a deep one. */
const deepFrames = 100;

/** One goroutine profile, by line. */
export interface GoroutineReading {
  readonly waits: ReadonlyMap<WaitKey, WaitCount>;
  /** Goroutines by the function they were started with, however they are just now. */
  readonly roots: ReadonlyMap<string, number>;
  /** Goroutines by what they are about, however they are just now: their outermost function of the program, else where they start. */
  readonly crowds: ReadonlyMap<string, number>;
  /** Goroutines that wait for input or output on something other than a listener: open connections. */
  readonly connections: number;
  /** The deepest recursion of any goroutine; null without one. */
  readonly recursion: Recursion | null;
  /** Goroutines in the middle of an HTTP request of their own. */
  readonly calls: number;
  readonly total: number;
  /** Lines of the workspace from which stacks go into a library. */
  readonly callsInto: (isOfLibrary: (functionName: string) => boolean) => readonly OwnCall[];
  /** Local path of the file of `main.main`; null when no stack shows it, or it is not in the workspace. */
  readonly mainPath: string | null;
  /** Frames of all goroutines: what the profile itself cost to make grows with them. */
  readonly frames: number;
}

/** Counts a goroutine profile, or a goroutineleak profile, by the line that waits. */
export function readGoroutines(profile: Profile, owners: CodeOwners): GoroutineReading {
  const finder = new SiteFinder(profile, owners);
  const waits = new Map<WaitKey, WaitCount>();
  const roots = new Map<string, number>();
  const crowds = new Map<string, number>();
  const width = profile.sampleTypes.length;
  let connections = 0;
  let calls = 0;
  let total = 0;
  let allFrames = 0;
  let recursion: Recursion | null = null;
  let mainPath: string | null = null;
  for (let sample = 0; width > 0 && sample < profile.samples.count; sample += 1) {
    const count = profile.samples.values[sample * width] ?? 0;
    if (count <= 0 || finder.isFootprint(sample)) continue;
    total += count;
    const frames = finder.frames(sample);
    allFrames += count * frames.length;
    const root = frames.at(-1)?.function ?? '';
    roots.set(root, (roots.get(root) ?? 0) + count);
    mainPath ??= mainPathOf(frames, owners);
    const ownRoot = finder.outermostOwn(sample);
    const crowd = ownRoot ?? root;
    crowds.set(crowd, (crowds.get(crowd) ?? 0) + count);
    const kind = waitKindOfStack(frames);
    const isFile = frames.some(({ function: name }) => name.startsWith('os.(*File).'));
    if (frames.length >= deepFrames) recursion = deeper(recursion, finder.recursion(sample));
    if (isCalling(frames)) calls += count;
    if (kind === 'io' && !isFile && !accepts(frames) && !isOwnDoing(frames)) connections += count;
    const ref = finder.siteOf(sample);
    if (ref !== null && kind !== 'running') {
      addWait(waits, {
        ref,
        kind,
        count,
        root,
        rootCount: count,
        ownRoot,
        isRequest: frames.some(({ function: name }) => waitsForHead(name)),
        isFile,
      });
    }
  }
  const callsInto: GoroutineReading['callsInto'] = (isOfLibrary) => finder.callsInto(isOfLibrary);
  return { waits, roots, crowds, connections, recursion, calls, total, mainPath, frames: allFrames, callsInto };
}

/** Every program has one goroutine that runs it, at the bottom of which stands runtime.main (runtime/proc.go). */
function mainPathOf(frames: readonly Frame[], owners: CodeOwners): string | null {
  const main = frames.at(-1)?.function === 'runtime.main' ? frames.at(-2) : undefined;
  return main?.function === 'main.main' ? owners.site(main).path : null;
}

function deeper(one: Recursion | null, other: Recursion | null): Recursion | null {
  return (other?.depth ?? 0) > (one?.depth ?? 0) ? other : one;
}

function addWait(waits: Map<WaitKey, WaitCount>, wait: WaitCount): void {
  const key = waitKey(wait.ref.key, wait.kind);
  const known = waits.get(key);
  if (known === undefined) {
    waits.set(key, wait);
    return;
  }
  known.count += wait.count;
  if (known.root === wait.root) known.rootCount += wait.count;
  else if (wait.rootCount > known.rootCount) {
    known.root = wait.root;
    known.rootCount = wait.rootCount;
  }
}

/** A listener waits for connections; it is none. */
function accepts(frames: readonly Frame[]): boolean {
  return frames.some(({ function: name }) => /\.[aA]ccept\w*$/.test(name));
}

/** Connections that the program opens itself, as a client of others: they come by its own doing, not with its load. */
function isOwnDoing(frames: readonly Frame[]): boolean {
  const outer = frames.slice(-outerFrames).map(({ function: name }) => plainSymbol(name));
  return resourcesBehind(outer, 'io').length > 0;
}

/** A wrapper may stand around the function that is known. */
const outerFrames = 2;

/** Lines that lead to one wait; more are no answer. */
const maxOrigins = 12;

/** What only a dump knows of a wait. */
export interface WaitDetails {
  readonly atMillis: number;
  readonly state: string;
  readonly count: number;
  readonly minutes: { readonly min: number; readonly max: number } | null;
  /** How many of them have no age yet. */
  readonly young: number;
  /** Marked by the runtime's leak detector. */
  readonly leaked: number;
  /** Their numbers, by which they are found in another dump. */
  readonly ids: ReadonlySet<number>;
  /** Who started them, most first. */
  readonly creators: readonly { readonly site: FindingSite; readonly own: boolean; readonly count: number }[];
  /** Own lines from which they came about, most first; none where the dump has no ancestors. */
  readonly origins: readonly OwnOrigin[];
}

interface OpenDetails {
  state: string;
  count: number;
  minutes: { min: number; max: number } | null;
  young: number;
  leaked: number;
  ids: Set<number>;
  creators: Map<string, { site: FindingSite; own: boolean; count: number }>;
  origins: Map<string, OwnOrigin>;
}

/** The details of a dump by wait. */
export function readDump(dump: GoroutineDump, owners: CodeOwners, atMillis: number): ReadonlyMap<WaitKey, WaitDetails> {
  const open = new Map<WaitKey, OpenDetails>();
  for (const group of dump.groups) {
    const key = waitKeyOf(group, owners);
    if (key === null) continue;
    let details = open.get(key);
    if (details === undefined) {
      details = {
        state: '',
        count: 0,
        minutes: null,
        young: 0,
        leaked: 0,
        ids: new Set(),
        creators: new Map(),
        origins: new Map(),
      };
      open.set(key, details);
    }
    addGroup(details, group, owners);
  }
  const finished = [...open].map(([key, details]) => [key, finish(details, atMillis)] as const);
  return new Map(finished);
}

/** Where a group of a dump waits; null for what is nobody's, or exists only because somebody asks. */
export function waitKeyOf(group: GoroutineGroup, owners: CodeOwners): WaitKey | null {
  const owned = isOwnFootprint(group.stack) ? null : innermost(group.stack, owners);
  return owned === null ? null : waitKey(lineKey(owned.frame), waitKindOfGroup(group));
}

function addGroup(details: OpenDetails, group: GoroutineGroup, owners: CodeOwners): void {
  details.state ||= group.state;
  details.count += group.count;
  for (const id of group.ids ?? []) details.ids.add(id);
  if (group.leaked) details.leaked += group.count;
  if (group.minutes === null) details.young += group.count;
  else {
    const known = details.minutes ?? group.minutes;
    details.minutes = {
      min: Math.min(known.min, group.minutes.min),
      max: Math.max(known.max, group.minutes.max),
    };
  }
  for (const origin of ownOrigins(group, owners)) {
    const line = lineKey(origin.site);
    const known = details.origins.get(line);
    details.origins.set(line, { ...origin, count: origin.count + (known?.count ?? 0) });
  }
  const { createdBy } = group;
  if (createdBy === null || createdBy.line <= 0) return;
  const key = lineKey(createdBy);
  const own = isOwn(owners.of(createdBy));
  const creator = details.creators.get(key) ?? { site: owners.site(createdBy), own, count: 0 };
  creator.count += group.count;
  details.creators.set(key, creator);
}

function finish(details: OpenDetails, atMillis: number): WaitDetails {
  const creators = [...details.creators.values()].sort((a, b) => b.count - a.count);
  const origins = [...details.origins.values()].sort((a, b) => b.count - a.count).slice(0, maxOrigins);
  return { ...details, atMillis, creators, origins };
}
