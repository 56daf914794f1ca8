import type { Profile } from '../../../shared/model/profile';
import type { RetainedRoot } from '../../../shared/model/go/retainedRoot';

/** How deep the way is told to where most of it lies. */
const mostSteps = 6;

interface Open {
  root: number;
  objects: number;
  bytes: number;
  /** The chain, root first, that holds most of it. */
  chain: readonly number[];
  most: number;
}

/** Who holds how much, most first. Frames of the runtime at the root of a stack are passed over: the variable or function behind them holds. */
export function retainedRoots(profile: Profile): readonly RetainedRoot[] {
  const { samples, sampleTypes } = profile;
  const roots = new Map<string, Open>();
  for (let sample = 0; sample < samples.count; sample += 1) {
    const chain = chainOf(profile, sample);
    const [root] = chain;
    if (root === undefined) continue;
    const objects = samples.values[sample * sampleTypes.length] ?? 0;
    const bytes = samples.values[sample * sampleTypes.length + 1] ?? 0;
    const name = nameAt(profile, root);
    const open = roots.get(name) ?? { root, objects: 0, bytes: 0, chain, most: -1 };
    open.objects += objects;
    open.bytes += bytes;
    if (bytes > open.most) [open.most, open.chain] = [bytes, chain];
    roots.set(name, open);
  }
  return [...roots.values()].sort((a, b) => b.bytes - a.bytes).map((open) => rootOf(profile, open));
}

function chainOf({ samples, ...profile }: Profile, sample: number): readonly number[] {
  const [from, to] = [samples.stackOffsets[sample] ?? 0, samples.stackOffsets[sample + 1] ?? 0];
  const chain = [...samples.stackLocations.subarray(from, to)].reverse();
  const own = chain.findIndex((location) => !nameAt(profile, location).startsWith('runtime.'));
  return own < 0 ? chain : chain.slice(own);
}

function rootOf(profile: Profile, { root, objects, bytes, chain }: Open): RetainedRoot {
  const { functions, strings } = profile;
  const row = rowAt(profile, root);
  const file = strings.at(functions.files[row] ?? 0);
  return {
    name: nameAt(profile, root),
    place: file === '' ? null : { path: file, line: functions.startLines[row] ?? 0 },
    objects,
    bytes,
    chain: chain.slice(1, mostSteps + 1).map((location) => nameAt(profile, location)),
  };
}

function nameAt(profile: Pick<Profile, 'functions' | 'locations' | 'strings'>, location: number): string {
  return profile.strings.at(profile.functions.names[rowAt(profile, location)] ?? 0);
}

function rowAt({ locations }: Pick<Profile, 'locations'>, location: number): number {
  return locations.lineFunctions[locations.lineOffsets[location] ?? 0] ?? 0;
}
