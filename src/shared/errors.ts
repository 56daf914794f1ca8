/**
 * Every failure LeakLens can name. The kind decides the words and the next step that a person reads
 * (`src/lsp/problemWords.ts`), the fields say what was tried.
 */
export type ProblemKind =
  /** The text is not an http(s) URL LeakLens can use. */
  | 'bad-url'
  /** Nothing listens there. */
  | 'refused'
  /** The host name cannot be resolved. */
  | 'unknown-host'
  /** No complete answer within the time limit. */
  | 'timeout'
  /** The TLS handshake failed. */
  | 'tls'
  /** 401: the service asks who we are. */
  | 'unauthorized'
  /** 403: the service knows and refuses. */
  | 'forbidden'
  /** A server answers, but there is no pprof at this path (404 without pprof's mark, or nothing known). */
  | 'no-pprof'
  /** pprof is there, but does not know this profile (404 with pprof's mark). */
  | 'unknown-profile'
  /** 200 with an HTML page where a profile should be: pprof mounted under a prefix it does not know. */
  | 'html-instead-of-profile'
  /** Any other HTTP status. */
  | 'http-status'
  /** The body is larger than the cap. */
  | 'too-large'
  /** The connection closed before the whole body arrived, or the gzip stream ends early. */
  | 'cut-off'
  /** The connection was reset or failed in another way while asking. */
  | 'network'
  /** The workspace is not trusted, so nothing connects. */
  | 'untrusted'
  /** The person cancelled. */
  | 'cancelled'
  /** The bytes are not what they should be. */
  | 'unreadable'
  /** A file or folder of the store could not be read or written. */
  | 'store'
  /** The thing named does not exist (any more). */
  | 'not-found';

/** What a failure knows, apart from its words. All fields are plain data, so that it crosses a wire. */
export interface Problem {
  readonly kind: ProblemKind;
  /** What was asked or read: a URL (never with credentials) or a path. */
  readonly subject: string;
  /** One line of technical detail in English: the status line, the system's error code, the byte offset. */
  readonly detail: string;
  /** HTTP status, where there was one. */
  readonly status?: number;
  /** The limit that was hit: milliseconds for `timeout`, bytes for `too-large`. */
  readonly limit?: number;
}

/** The one error type that rooms throw on purpose. Anything else that is thrown is a defect. */
export class LeakLensError extends Error {
  override readonly name = 'LeakLensError';
  readonly problem: Problem;

  constructor(problem: Problem, cause?: unknown) {
    super(`${problem.kind}: ${problem.subject}: ${problem.detail}`, cause === undefined ? undefined : { cause });
    this.problem = problem;
  }
}

/** Turns anything thrown into a problem, so that a defect is shown once instead of lost. */
export function toProblem(thrown: unknown, subject: string): Problem {
  if (thrown instanceof LeakLensError) return thrown.problem;
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    return { kind: 'cancelled', subject, detail: 'cancelled' };
  }
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return { kind: 'unreadable', subject, detail };
}
