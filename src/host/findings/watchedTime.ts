import type { TargetState } from '../../shared/wires/lspMessages';

/** How long the targets have been watched, by the times of the numbers that came. */
export class WatchedTime {
  private readonly firstMillis = new Map<string, number>();

  /** Takes in how the targets fare now; one that is gone starts again from nothing. */
  follow(states: readonly TargetState[]): void {
    const live = new Set(states.map(({ target }) => target.id));
    for (const id of this.firstMillis.keys()) if (!live.has(id)) this.firstMillis.delete(id);
    for (const { target, latest } of states) {
      if (latest !== null && !this.firstMillis.has(target.id)) this.firstMillis.set(target.id, latest.atMillis);
    }
  }

  /** Of the target that is watched longest; null before the first numbers. */
  longestMillis(states: readonly TargetState[]): number | null {
    const spans = states.flatMap(({ target, latest }) => {
      const first = this.firstMillis.get(target.id);
      return latest === null || first === undefined ? [] : [latest.atMillis - first];
    });
    return spans.length === 0 ? null : Math.max(...spans);
  }
}
