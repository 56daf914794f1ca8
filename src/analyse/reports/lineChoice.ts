import type { Profile } from '../../shared/model/profile';
import { firstLineOf, type StackView } from './samples/stackView';

/** Which lines of the locations count, narrowed step by step. */
export class LineChoice {
  private readonly profile: Profile;
  private readonly kept: Uint8Array;

  constructor(view: StackView) {
    this.profile = view.profile;
    const { count, lineOffsets, lineFunctions } = view.profile.locations;
    this.kept = new Uint8Array(lineFunctions.length);
    for (let location = 0; location < count; location += 1) {
      this.kept.fill(1, firstLineOf(view, location), lineOffsets[location + 1] ?? 0);
    }
  }

  /** How many lines of a location count. */
  left(location: number): number {
    const { lineOffsets } = this.profile.locations;
    let left = 0;
    for (let line = lineOffsets[location] ?? 0; line < (lineOffsets[location + 1] ?? 0); line += 1) {
      left += this.kept[line] ?? 0;
    }
    return left;
  }

  /** Drops the lines of a location whose function does not stay. @returns how many it dropped */
  keepOnly(location: number, stays: (functionRow: number) => boolean): number {
    const { lineOffsets, lineFunctions } = this.profile.locations;
    let dropped = 0;
    for (let line = lineOffsets[location] ?? 0; line < (lineOffsets[location + 1] ?? 0); line += 1) {
      if (this.kept[line] !== 1 || stays(lineFunctions[line] ?? 0)) continue;
      this.kept[line] = 0;
      dropped += 1;
    }
    return dropped;
  }

  /** Drops the lines of a location that lie outside of its outermost one that matches. @returns whether one does */
  cutAfterLast(location: number, matches: (functionRow: number) => boolean): boolean {
    const { lineOffsets, lineFunctions } = this.profile.locations;
    const start = lineOffsets[location] ?? 0;
    for (let line = (lineOffsets[location + 1] ?? 0) - 1; line >= start; line -= 1) {
      if (this.kept[line] !== 1 || !matches(lineFunctions[line] ?? 0)) continue;
      this.kept.fill(0, line + 1, lineOffsets[location + 1] ?? 0);
      return true;
    }
    return false;
  }

  /** The profile with no other lines. */
  applied(): Profile {
    const { locations } = this.profile;
    const { count, lineFunctions, lineNumbers } = locations;
    const lineOffsets = new Uint32Array(count + 1);
    const functions = new Uint32Array(lineFunctions.length);
    const numbers = new Float64Array(lineFunctions.length);
    let used = 0;
    for (let location = 0; location < count; location += 1) {
      for (
        let line = locations.lineOffsets[location] ?? 0;
        line < (locations.lineOffsets[location + 1] ?? 0);
        line += 1
      ) {
        if (this.kept[line] !== 1) continue;
        functions[used] = lineFunctions[line] ?? 0;
        numbers[used] = lineNumbers[line] ?? 0;
        used += 1;
      }
      lineOffsets[location + 1] = used;
    }
    const lines = {
      lineOffsets,
      lineFunctions: functions.subarray(0, used),
      lineNumbers: numbers.subarray(0, used),
    };
    return { ...this.profile, locations: { ...locations, ...lines } };
  }
}
