import type { Frame } from '../../shared/model/sourceLocation';

/**
 * What a report says at most, whatever a service answers: more lines than anybody looks at, and little enough to be handed on and drawn at
 * once. The largest come first, so that what is left out is the least.
 */
export const siteLimits = {
  /** Lines of each kind. */
  sites: 2000,
  /** Of one line: where its goroutines were started, or wait. */
  shares: 50,
  stacks: 5,
  /** Of a stack that is shown; Go's own profiles have 128 at most (pprof_maxProfStackDepth in runtime/mprof.go). */
  frames: 200,
} as const;

/** The frames of a stack that are worth showing, leaf first. */
export function shownFrames(frames: readonly Frame[]): readonly Frame[] {
  return frames.length > siteLimits.frames ? frames.slice(0, siteLimits.frames) : frames;
}
