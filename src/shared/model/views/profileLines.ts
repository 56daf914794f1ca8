import type { ViewHead } from './viewFrames';

/** What one line of a function costs: the integers of `go tool pprof -list`. */
export interface ProfileLine {
  /** Names as recorded. */
  readonly function: string;
  readonly file: string;
  /** 1-based, in the build. */
  readonly line: number;
  readonly flat: number;
  readonly cum: number;
}

/** What the lines of the workspace cost in a profile as it is refined. */
export interface ProfileLines extends ViewHead {
  /** Heaviest first; bounded. */
  readonly lines: readonly ProfileLine[];
}

/** What became of a profile that is to be seen on the lines of the workspace. */
export interface LinesShown {
  /** Lines that have something said on them, those that are only likely the ones that ran among them. */
  readonly lines: number;
  readonly files: number;
  /** Lines of the build that are not in the source any more, of which nothing is said. */
  readonly left: number;
}
