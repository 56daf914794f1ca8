import type { Pid } from '../../../shared/model/beam/term';
import { pidText } from '../questions/sweepProcesses';

/** The rows with the most of something, at most so many, and of less than `least` none. */
export function mostRows(column: Float64Array, most: number, least: number): readonly number[] {
  const rows: number[] = [];
  for (const [row, value] of column.entries()) if (value >= least) rows.push(row);
  return rows.sort((a, b) => (column[b] ?? 0) - (column[a] ?? 0)).slice(0, most);
}

/** Numbers of processes when they were seen first, so that growth can be told from what was always large. */
export class FirstValues {
  private values = new Map<string, number>();

  /** What each has more than when it was seen first; those that are gone are forgotten. */
  growth(pids: readonly Pid[], column: Float64Array): Float64Array {
    const next = new Map<string, number>();
    const grown = Float64Array.from(pids, (pid, row) => {
      const key = pidText(pid);
      const first = this.values.get(key) ?? column[row] ?? 0;
      next.set(key, first);
      return (column[row] ?? 0) - first;
    });
    this.values = next;
    return grown;
  }
}
