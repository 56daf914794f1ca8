import type { StartedGoroutine } from '../../model/go/libraryResource';

/** Goroutines by the functions that they run, however they wait. */
export function runsOf(...names: readonly string[]): readonly StartedGoroutine[] {
  return names.map((runs) => ({ runs }));
}
