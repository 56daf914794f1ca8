import { isMachinery, usualState } from '../../../shared/base/symbols/goRuntime';
import type { GoroutineDump, GoroutineGroup } from '../../../shared/model/go/goroutine';
import type { WaitingGroup, WaitingGroups } from '../../../shared/ports/processReports';
import type { Profile } from '../../../shared/model/profile';
import type { Frame } from '../../../shared/model/sourceLocation';
import { sampleFrames } from '../../base/frames';
import { waitKindOfStack } from '../base/waitKind';

/** The groups of a dump with the frame of the program at which each waits. */
export function dumpGroups({ total, truncated, groups }: GoroutineDump): WaitingGroups {
  return { total, truncated, groups: groups.map(withSite) };
}

/** The groups of a goroutine profile, which has neither ages nor creators. Largest first. */
export function profileGroups(profile: Profile): WaitingGroups {
  const groups = sampleGroups(profile).map(withSite);
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  return { total, truncated: false, groups: groups.sort((a, b) => b.count - a.count) };
}

/** One for each sample, in their order. */
export function sampleGroups(profile: Profile): GoroutineGroup[] {
  const width = profile.sampleTypes.length;
  const leaked = profile.sampleTypes[0]?.type === 'goroutineleak';
  const groups: GoroutineGroup[] = [];
  for (let sample = 0; width > 0 && sample < profile.samples.count; sample += 1) {
    const count = profile.samples.values[sample * width] ?? 0;
    const stack = sampleFrames(profile, sample);
    const state = usualState(waitKindOfStack(stack));
    groups.push({ count, state, minutes: null, stack, createdBy: null, labels: textLabels(profile, sample), leaked });
  }
  return groups;
}

/** Whether a profile is one of goroutines, or of those that leak. */
export function countsGoroutines({ sampleTypes: [first] }: Profile): boolean {
  return first?.type === 'goroutine' || first?.type === 'goroutineleak';
}

/** The frame of the program at which a stack waits. A runtime frame alone (a goroutine of the runtime) is its own site. */
export function waitingSite(stack: readonly Frame[]): Frame | null {
  return stack.find(({ function: name }) => !isMachinery(name)) ?? stack[0] ?? null;
}

function withSite(group: GoroutineGroup): WaitingGroup {
  return { ...group, site: waitingSite(group.stack) };
}

function textLabels({ samples, strings }: Profile, sample: number): Readonly<Record<string, string>> {
  const { labels, labelOffsets } = samples;
  const pairs: [string, string][] = [];
  for (let at = labelOffsets[sample] ?? 0; at < (labelOffsets[sample + 1] ?? 0); at += 1) {
    const text = labels.strings[at] ?? 0;
    if (text !== 0) pairs.push([strings.at(labels.keys[at] ?? 0), strings.at(text)]);
  }
  // Object.fromEntries defines own properties, so that a label named __proto__ is a label.
  return Object.fromEntries(pairs);
}
