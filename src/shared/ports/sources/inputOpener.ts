import type { Disposable } from '../../base/disposable';
import type { Problem } from '../../model/errors';
import type { PartedBytes } from '../../model/partedBytes';
import type { NeighbourPage, SourceAnswer, SourceOptions } from './profileSource';

/** What a SOURCE of the command line turned out to be. */
export type InputKind =
  /** A pprof base URL, which has many profiles. */
  | 'endpoint'
  /** The URL of one profile. */
  | 'url'
  /** A service in an archive. */
  | 'archive'
  | 'file'
  /** Standard input. */
  | 'stdin';

/** Which profile of an archive was taken. */
export interface PickedMoment {
  /** Empty where there is but one. */
  readonly replica: string;
  /** Replicas there were to pick from. */
  readonly of: number;
  readonly atMillis: number;
  /** The sum of its values as the archive's own numbers have it. */
  readonly expected: number;
}

/** What was read of a SOURCE. */
export type InputAnswer = SourceAnswer & { readonly picked?: PickedMoment };

/** A SOURCE that is there. */
export interface OpenInput extends Disposable {
  readonly kind: InputKind;
  /** What messages call it: a URL without credentials, a path, or `standard input`. */
  readonly subject: string;
  /**
   * An endpoint is asked for `path`, below its base URL: `heap`, `goroutine?debug=2`, and so is an archive for the newest profile of that
   * name. The others have one answer, whatever the path. Standard input can be read once. @throws LeakLensError
   */
  read(path: string, signal: AbortSignal): Promise<InputAnswer>;
  /** What `read` reads, part by part: of a large file, null for all else. */
  inParts?(signal: AbortSignal): PartedBytes | null;
  /** What an endpoint serves beside pprof; null where it is not known to. @throws LeakLensError */
  readBeside(page: NeighbourPage, signal: AbortSignal): Promise<SourceAnswer | null>;
}

/** A pprof endpoint, or the place where one should be. */
export interface SoughtEndpoint {
  readonly input: OpenInput;
  /** Why none was found, where a server answers all the same: the input then asks at the likeliest place. Null where one was. */
  readonly missing: Problem | null;
}

/** Finds what a person named: `-`, a file, a pprof endpoint or the URL of one profile. */
export interface InputOpener {
  /** Whether the text can only be meant as a URL or as a file. An existing file wins over a URL of the same text. */
  looksLikeUrl(source: string): boolean;
  /** @throws LeakLensError */
  open(source: string, options: SourceOptions, signal: AbortSignal): Promise<OpenInput>;
  /** For whoever asks what there is and why the rest is not. @throws LeakLensError where no server answers at all */
  seekEndpoint(url: string, options: SourceOptions, signal: AbortSignal): Promise<SoughtEndpoint>;
}
