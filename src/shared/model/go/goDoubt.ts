/** What speaks against a verdict on a Go process, or for a lower one. The first seven are evidence of another kind: they can take a verdict back. */
export type GoDoubt =
  /** Other goroutines wait there now: the line is passed through. */
  | 'turnover'
  /** Much of it went away by itself before. */
  | 'tides'
  /** The load grows along. */
  | 'load'
  /** The source shows how it ends, or what deletes it. */
  | 'way-out'
  /** The source bounds all that keeps it. */
  | 'bounded'
  /** As much is allocated as before, and no more of it is kept. */
  | 'filled'
  /** The collector's goal, which is exact, does not grow along. */
  | 'goal'
  /** A part of it went away by itself. */
  | 'left'
  /** Another finding tells of it. */
  | 'part'
  /** It slows down. */
  | 'slowing'
  /** Too short a watch, too few collections, too little. */
  | 'short'
  | 'few'
  | 'small'
  /** Within what sampling makes of it. */
  | 'noise'
  /** Where servers wait for their clients. */
  | 'input'
  /** In the standard library alone. */
  | 'library'
  /** It was there before anybody watched, and has not grown since. */
  | 'standing'
  /** They come from another line: there are not more of them. */
  | 'moved'
  /** Started once in the life of the process (sync.Once). */
  | 'once'
  /** Tests have kept it: whether more comes with time, one run cannot tell. */
  | 'kept'
  /** It has been seen too little since a verdict on it was taken back. */
  | 'taken-back';
