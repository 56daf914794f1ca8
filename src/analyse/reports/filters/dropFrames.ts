import type { Profile } from '../../../shared/model/profile';
import type { NamePattern } from '../../../shared/model/report/report';
import { compilePattern } from './compilePattern';
import { wholeView, type StackView } from '../samples/stackView';

export interface FrameRules {
  /** Regular expressions for whole function names; an empty or broken one drops nothing, as in pprof. */
  readonly dropFrames: string;
  readonly keepFrames: string;
}

/**
 * The profile without the frames that it says are of no interest: a frame whose function matches `drop_frames` and not
 * `keep_frames` goes, together with everything it called (pprof: Profile.Prune). Frames outside of the first one that
 * stays are left alone, so that no stack becomes empty.
 */
export function dropFrames(profile: Profile, rules: FrameRules): StackView {
  const drop = wholeName(rules.dropFrames);
  const keep = wholeName(rules.keepFrames);
  if (drop === null || (keep === null && rules.keepFrames !== '')) return wholeView(profile);
  const cuts = cutLocations(profile, droppedFunctions(profile, drop, keep));
  return { ...wholeView(profile), firstLines: cuts.firstLines, stackStarts: cutStacks(profile, cuts.kinds) };
}

function wholeName(source: string): NamePattern | null {
  const result = source === '' ? null : compilePattern(`^(${source})$`);
  return result?.ok === true ? result.pattern : null;
}

function droppedFunctions(profile: Profile, drop: NamePattern, keep: NamePattern | null): Uint8Array {
  const { functions, strings } = profile;
  const dropped = new Uint8Array(functions.count);
  for (let row = 0; row < functions.count; row += 1) {
    const name = strings.at(functions.names[row] ?? 0);
    if (name === '') continue;
    const simple = withoutArguments(name);
    dropped[row] = drop.test(simple) && keep?.test(simple) !== true ? 1 : 0;
  }
  return dropped;
}

/** The name without the argument list of a demangled C++ name (pprof: simplifyFunc). */
function withoutArguments(name: string): string {
  const simple = name.startsWith('.') ? name.slice(1) : name;
  for (const { 0: found, index } of simple.matchAll(/\(anonymous namespace\)|operator\(\)|\(/g)) {
    if (found === '(') return simple.slice(0, index);
  }
  return simple;
}

const untouched = 0;
/** Inlined calls are dropped, the physical function stays. */
const cutInside = 1;
const cutWhole = 2;

interface LocationCuts {
  readonly kinds: Uint8Array;
  readonly firstLines: Uint32Array;
}

/** A location is cut at its outermost line that is dropped. */
function cutLocations(profile: Profile, dropped: Uint8Array): LocationCuts {
  const { count, lineOffsets, lineFunctions } = profile.locations;
  const kinds = new Uint8Array(count);
  const firstLines = lineOffsets.slice(0, count);
  for (let location = 0; location < count; location += 1) {
    const start = lineOffsets[location] ?? 0;
    const last = (lineOffsets[location + 1] ?? 0) - 1;
    for (let line = last; line >= start; line -= 1) {
      if (dropped[lineFunctions[line] ?? 0] !== 1) continue;
      kinds[location] = line === last ? cutWhole : cutInside;
      if (line < last) firstLines[location] = line + 1;
      break;
    }
  }
  return { kinds, firstLines };
}

/** Walks each stack from its root: the first cut below a frame that stays is where the stack starts. */
function cutStacks(profile: Profile, kinds: Uint8Array): Uint32Array {
  const { count, stackOffsets, stackLocations } = profile.samples;
  const starts = stackOffsets.slice(0, count);
  for (let sample = 0; sample < count; sample += 1) {
    let isBelowKept = false;
    const start = starts[sample] ?? 0;
    for (let at = (stackOffsets[sample + 1] ?? 0) - 1; at >= start; at -= 1) {
      const kind = kinds[stackLocations[at] ?? 0] ?? untouched;
      if (kind === untouched) isBelowKept = true;
      else if (isBelowKept) {
        starts[sample] = kind === cutWhole ? at + 1 : at;
        break;
      }
    }
  }
  return starts;
}
