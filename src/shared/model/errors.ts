/**
 * Every failure LeakLens can name. The kind decides the words and the next step that a person reads
 * (`src/words`, and `src/lsp` and `src/cli` where they differ), the fields say what was tried.
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
  /** What listens there speaks something else than HTTP/1.1 (`protocol`). */
  | 'other-protocol'
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
  /** The answer sends us to another origin (`location`), which is never followed: a person decides about a new address. */
  | 'redirected'
  /** The proxy cannot be used, or does not open the way. `status` 407: it asks for credentials (`schemes`). */
  | 'proxy'
  /** Several processes answer at one address in turns, as behind a load balancer: what they say cannot be told apart. */
  | 'several-processes'
  /** A file of certificates or keys cannot be used; the subject is its path. */
  | 'certificate-file'
  /** kubectl is missing or fails; the subject is the command. */
  | 'kubectl'
  /** A node of Erlang's cannot be asked; `erlang` says why, the subject is its address. */
  | 'erlang'
  /** An archive of profiles does not have what was asked; `archive` says why, the subject is its address. */
  | 'archive'
  /** `go test` has not come to its end, or not as was wanted; `goTest` says why, the subject is the test. */
  | 'go-test'
  /** goref has not said who holds the memory; `goref` says why, the subject is the process or the core file. */
  | 'goref'
  /** The workspace is not trusted, so nothing connects. */
  | 'untrusted'
  /** The person cancelled. */
  | 'cancelled'
  /** The bytes are not what they should be. */
  | 'unreadable'
  /** A file or folder of the store could not be read or written. */
  | 'store'
  /** The thing named does not exist (any more). */
  | 'not-found'
  /** LeakLens itself is wrong: something was thrown that no room throws on purpose. */
  | 'defect';

/** Why a TLS handshake failed. */
export type TlsFault =
  /** Nobody trusted here has issued the certificate. */
  | 'unknown-authority'
  /** The certificate has issued itself. */
  | 'self-signed'
  | 'expired'
  | 'not-yet-valid'
  /** The certificate is for other names. */
  | 'hostname-mismatch'
  /** The service asks for a client certificate, and none was given. */
  | 'client-certificate-required'
  /** The service does not accept the client certificate that was given. */
  | 'client-certificate-rejected'
  /** What answers is no TLS: most often plain HTTP. */
  | 'no-tls'
  /** Anything else: no common version, a connection cut in the handshake. */
  | 'handshake';

/** What a port speaks where HTTP/1.1 was asked for. */
export type SpokenProtocol = 'tls' | 'http2' | 'unknown';

/** Why `kubectl port-forward` does not lead to the service. */
export type ForwardFault =
  /** There is no such pod, or not any more. */
  | 'pod-gone'
  /** The pod is there, and nothing listens at its port. */
  | 'nothing-listens'
  /** Another program of this machine has the local port. */
  | 'port-taken';

/** Why a node of Erlang's, and what runs on it, cannot be asked. */
export type ErlangFault =
  /** Nothing answers where Erlang's port mapper should; `detail` is the system's reason. */
  | 'no-epmd'
  /** The port mapper knows no node of this name; `detail` names those it knows. */
  | 'no-such-node'
  /** No cookie was found; `detail` says where it was looked for. */
  | 'no-cookie'
  /** The node closed the connection when it was told what the cookie makes of its challenge; `detail` says where the cookie is from. */
  | 'wrong-cookie'
  /** Another node listens there; `detail` is its name. */
  | 'name-mismatch'
  /** Under each name that LeakLens goes by somebody is connected already. */
  | 'name-taken'
  /** The node lets only certain names in (`net_kernel:allow/1`). */
  | 'not-allowed'
  /** The node speaks TLS, and was asked without. */
  | 'wants-tls'
  /** The node was asked in TLS, and speaks none. */
  | 'no-tls'
  /** It closed the connection before it said who it is: no node, one of another kind, or one that is too old. */
  | 'no-handshake'
  /** Older than OTP 23: its distribution is another protocol. */
  | 'too-old'
  /** Nothing was heard of it for longer than nodes are silent. */
  | 'silent'
  /** It answers, but one call took longer than its limit; `detail` is the call. */
  | 'busy'
  /** The node has closed the connection. */
  | 'closed'
  /** The command that evaluates in the node has ended; `detail` is the end of what it complained about. */
  | 'command-ended'
  /** Somebody traces already, and before OTP 27 there can be one tracer only; `detail` is the process. */
  | 'other-tracer'
  /** This release has no such function; `detail` is the call. */
  | 'no-such-function'
  /** The call failed within the node; `detail` is the call and the reason. */
  | 'call-failed';

/** Why an archive of profiles cannot answer. */
export type ArchiveFault =
  /** A page of its web interface in place of an answer, with the status 200. */
  | 'web-page'
  /** Its interface is not at this address. */
  | 'no-interface'
  /** It keeps the profiles of several tenants, and asks of whom. */
  | 'no-tenant'
  /** A proxy answers that it does not reach it, or waited in vain. */
  | 'gateway'
  /** A list that is larger than anybody reads; `limit` is the largest, bytes. */
  | 'too-much'
  /** It does not take the question; `reason` is what it says. */
  | 'rejected'
  /** It does not know the service; `detail` has some that it knows. */
  | 'no-service'
  /** It knows no such type of profile; `detail` has those that it knows. */
  | 'no-type'
  /** It has nothing of what was asked in this time. */
  | 'nothing'
  /** The profile of a moment that its numbers name is not there. */
  | 'gone'
  /** A sum over several scrapes, where the profile of one was asked for. */
  | 'summed'
  /** Nothing of this replica was scraped for longer than between scrapes; `detail` says since when. */
  | 'silent'
  /** What only a process itself can be asked. */
  | 'not-kept';

/** Why a run of `go test` says nothing. */
export type GoTestFault =
  /** There is no Go. */
  | 'no-go'
  /** What is tested, or the tests themselves do not compile; `detail` is the compiler's first complaint. */
  | 'build'
  /** The test fails, or ends the process; `detail` is what it says first. */
  | 'failed'
  /** No test of that name was there to run. */
  | 'no-tests'
  /** `go` could not run it; `detail` is the last that it said. */
  | 'not-run'
  /** It ran, and wrote no profile. */
  | 'no-profile';

/** Why goref does not say who holds the memory. */
export type GorefFault =
  | 'not-installed'
  /** The program was built without names. */
  | 'no-symbols'
  /** The system does not let it look into the process. */
  | 'no-rights'
  /** There is no such process or file. */
  | 'not-there'
  /** The service does not run on this machine. */
  | 'elsewhere'
  /** It answers on this machine, but which process that is cannot be told. */
  | 'hidden'
  /** It does not know this Go, or this machine. */
  | 'unsupported'
  /** `detail` is the last that it said. */
  | 'failed';

/** What a failure knows, apart from its words. All fields are plain data, so that it crosses a wire. */
export interface Problem {
  readonly kind: ProblemKind;
  /** What was asked or read: a URL (never with credentials) or a path. */
  readonly subject: string;
  /** One line of technical detail in English: the status line, the system's error code, the byte offset. */
  readonly detail: string;
  /** What else was asked in vain before this failure was reported, each with one line of detail as above. */
  readonly alsoTried?: readonly { readonly subject: string; readonly detail: string }[];
  /** HTTP status, where there was one. */
  readonly status?: number;
  /** What the service itself says of why, printable and cut at 200 characters; absent where it says nothing. */
  readonly reason?: string;
  /** For `unauthorized` and `forbidden`: true where credentials or a header of the person's own were sent. */
  readonly hadCredentials?: boolean;
  /** The limit that was hit: milliseconds for `timeout`, bytes for `too-large`. */
  readonly limit?: number;
  /** For `unauthorized`, and `proxy` with status 407: what WWW-Authenticate names, `Basic` or `Bearer`, in its order. */
  readonly schemes?: readonly string[];
  /** What the service says the credentials are for, printable and cut at 120 characters. */
  readonly realm?: string;
  /** For `unreadable`: true for a heap profile of a program that records none (runtime.MemProfileRate is 0). */
  readonly isProfilingOff?: boolean;
  /** For `tls`. */
  readonly tls?: TlsFault;
  /** For `other-protocol`. */
  readonly protocol?: SpokenProtocol;
  /** For `redirected`: the new address, without credentials, query and fragment. */
  readonly location?: string;
  /** For `kubectl`: why a forward leads nowhere, where kubectl's words tell. */
  readonly forward?: ForwardFault;
  /** For `erlang`. */
  readonly erlang?: ErlangFault;
  /** For `archive`. */
  readonly archive?: ArchiveFault;
  /** For `go-test`. */
  readonly goTest?: GoTestFault;
  /** For `goref`. */
  readonly goref?: GorefFault;
  /** For `certificate-file`: the file is encrypted, and no passphrase or another one was given. */
  readonly passphrase?: 'missing' | 'wrong';
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
  return { kind: 'defect', subject, detail };
}
