import type { Disposable } from '../../base/disposable';
import type { NeighbourPage, SourceAnswer, SourceOptions } from './profileSource';

/** What a SOURCE of the command line turned out to be. */
export type InputKind =
  /** A pprof base URL, which has many profiles. */
  | 'endpoint'
  /** The URL of one profile. */
  | 'url'
  | 'file'
  /** Standard input. */
  | 'stdin';

/** A SOURCE that is there. */
export interface OpenInput extends Disposable {
  readonly kind: InputKind;
  /** What messages call it: a URL without credentials, a path, or `standard input`. */
  readonly subject: string;
  /**
   * An endpoint is asked for `path`, below its base URL: `heap`, `goroutine?debug=2`. The others have one answer, whatever
   * the path. Standard input can be read once. @throws LeakLensError
   */
  read(path: string, signal: AbortSignal): Promise<SourceAnswer>;
  /** What an endpoint serves beside pprof; null where it is not known to. @throws LeakLensError */
  readBeside(page: NeighbourPage, signal: AbortSignal): Promise<SourceAnswer | null>;
}

/** Finds what a person named: `-`, a file, a pprof endpoint or the URL of one profile. */
export interface InputOpener {
  /** Whether the text can only be meant as a URL or as a file. An existing file wins over a URL of the same text. */
  looksLikeUrl(source: string): boolean;
  /** @throws LeakLensError */
  open(source: string, options: SourceOptions, signal: AbortSignal): Promise<OpenInput>;
}
