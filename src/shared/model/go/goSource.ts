import type { WaitKind } from './goroutine';
import type { OpenedFate } from '../finding';
import type { Holder } from '../holder';
import type { KeeperBound } from '../keeperBound';
import type { SourceFix } from '../sourceFix';
import type { RetentionFacts, RetentionQuestion } from './retention';
import type { ResourceNoun } from './libraryResource';
import type { Site } from '../sourceLocation';

/**
 * What the source of a line tells about a wait: read by a real Go parser, never by regular expressions. All lines are
 * 1-based lines of the text on disk.
 */

/** A line of the workspace about which the source is asked. */
export interface SourceQuestion {
  /** Absolute local path, forward slashes. */
  readonly path: string;
  readonly line: number;
  readonly kind: WaitKind;
  /** Full Go function name of the frame. */
  readonly function: string;
  /** The `go` statement that started most of the goroutines, where known: another end of the story. */
  readonly spawn: { readonly path: string; readonly line: number } | null;
}

/** The shape of a mistake, as Go developers know it. `null` where the shape is none of these. */
export type LeakPattern =
  /** The receiver returned before it received: an error path, an early `return` between `go` and `<-`. */
  | 'premature-return'
  /** A select with a timeout gave up on an unbuffered channel; the sender has nobody left. */
  | 'timeout-without-buffer'
  /** Several goroutines send, one value is received. */
  | 'n-senders-one-receiver'
  /** A loop that receives is left before the channel is closed or all have sent. */
  | 'left-range'
  /** `for range ch` and nobody closes `ch`. */
  | 'range-never-closed'
  /** A path sends twice where the other end receives once. */
  | 'double-send'
  /** context.WithCancel, WithTimeout or WithDeadline whose cancel is never called. */
  | 'forgotten-cancel'
  /** time.NewTicker without Stop, or a ticker loop without a way out. */
  | 'unstopped-ticker'
  /** A loop that sleeps and has no way out. */
  | 'endless-sleep-loop'
  /** A channel that is nil when it is used. */
  | 'nil-channel'
  /** `select {}`. */
  | 'empty-select'
  /** A lock that a path does not release. */
  | 'missing-unlock'
  /** WaitGroup.Add without the Done that belongs to it. */
  | 'missing-done'
  /** Cond.Wait that nobody signals any more. */
  | 'missed-signal'
  /** Nobody receives from (or sends to) the channel anywhere in the package. */
  | 'no-other-end'
  /** The goroutine waits in a select for events or a stop that never comes. */
  | 'no-way-out'
  /** The reading end of a pipe is left while somebody still writes. */
  | 'left-pipe'
  /** A wait for input on a connection that the package opened, and that nobody closes. */
  | 'left-open'
  /** Each set of label values is a metric of its own, which a registry keeps. */
  | 'unbounded-labels'
  /** A part of a slice is kept, and with it the whole array. */
  | 'slice-keeps-whole'
  /** context.AfterFunc on a context that lives on, and nobody calls its stop function. */
  | 'afterfunc-not-stopped'
  /** A timer that starts itself again and again, and that nobody stops. */
  | 'timer-not-stopped'
  /** A map that is filled and never emptied. */
  | 'entry-never-deleted'
  /** A request, or a call that others wait for, that no time ends. */
  | 'call-without-timeout'
  /** What a library made is not given back: a body, rows, a connection, a subscription, a context. */
  | 'not-closed';

/** A way in which a wait ends by itself: what makes a parked goroutine healthy as long as somebody holds the other side. */
export type WayOut =
  /** A case on ctx.Done(), or a wait on it. */
  | 'context'
  /** A timer or ticker case: time.After, timer.C, ticker.C. */
  | 'timer'
  | 'default'
  /** A case on a channel that the package closes somewhere. */
  | 'closed-channel';

/** Another place that has to do with the wait. */
export interface OtherEnd {
  readonly role:
    /** `make(chan …)`. */
    | 'make'
    | 'send'
    | 'receive'
    | 'close'
    | 'go'
    | 'lock'
    | 'unlock'
    | 'add'
    | 'done'
    | 'wait'
    | 'signal'
    | 'cancel'
    | 'ticker'
    | 'return';
  readonly path: string;
  readonly line: number;
  /** Name of the enclosing function declaration; empty at package level. */
  readonly function: string;
}

/** Goroutines of a library that pile up: whoever opened what they belong to stands elsewhere. */
export interface LibraryQuestion {
  /** Go symbols of their stack: of the function that waits, and of the one that they were started with. */
  readonly symbols: readonly string[];
  readonly kind: WaitKind;
  /** Where they wait, as the binary records it. */
  readonly site: Site;
  /** Lines of the workspace from which profiles saw calls into the library. */
  readonly seen: readonly SeenCall[];
  /** Local path of the file that declares the program's `main.main`; null when no stack showed it. Other programs of the workspace open nothing here. */
  readonly mainPath: string | null;
}

/** A call from the workspace into a library, as a stack showed it. */
export interface SeenCall {
  readonly path: string;
  readonly line: number;
  /** Go symbols of the library's functions, the one that was called first. */
  readonly callees: readonly string[];
}

/** Where the workspace's packages and the library's own source lie. */
export interface LibrarySurroundings {
  /** Folders that hold Go files. */
  readonly folders: readonly string[];
  /** Local path of the file in which the goroutines wait; null when it is not here. */
  readonly libraryPath: string | null;
}

/** A line of the workspace that opens what the goroutines belong to. */
export interface OpenedHere {
  readonly path: string;
  readonly line: number;
  /** Go symbol of the function around. */
  readonly function: string;
  /** The call as written, without its arguments: `client.Do`. */
  readonly call: string;
  /** The call that gives it back, as it would be written here: `rows.Close()`; empty where nothing does. */
  readonly release: string;
  readonly fate: OpenedFate;
  /** For `path`: the line that leaves it open. */
  readonly missingLine: number | null;
  /** Profiles saw this very line call the library. */
  readonly seen: boolean;
  readonly fixes: readonly SourceFix[];
}

export interface LibraryFacts {
  /** Entry of the table (`shared/base/libraries`); empty where the library's own source told. */
  readonly resource: string;
  readonly noun: ResourceNoun;
  /** What gives it back: `Close`; `()` for a function that is called; empty where nothing does. */
  readonly closer: string;
  /** A context that it is given ends it, too. */
  readonly byContext: boolean;
  /** One is meant to be made and kept. */
  readonly lasting: boolean;
  /** The likeliest first. */
  readonly opened: readonly OpenedHere[];
}

export interface WaitFacts {
  /** What the line does, as the source writes it, one line, trimmed: `ag.w <- 1`. Empty when the line holds no such operation. */
  readonly operation: string;
  /** The channel, lock or group: `ag.w`. Empty when unknown. */
  readonly operand: string;
  /** True when the wait on this line is inside a loop of its function. */
  readonly inLoop: boolean;
  /** True for a loop without end that the wait belongs to, and that has no return, break or way out. */
  readonly endless: boolean;
  readonly waysOut: readonly WayOut[];
  /** Capacity of the channel: a number, null when it cannot be told (a variable, several makes that differ, no make found). */
  readonly capacity: number | null;
  /** Nearest first, at most ten. */
  readonly otherEnds: readonly OtherEnd[];
  /** Also null where the package is too large for all of it to be read that has to do with the wait. */
  readonly pattern: LeakPattern | null;
  readonly fixes: readonly SourceFix[];
  /** True when the package closes the channel somewhere: waiting for it may be the normal end. */
  readonly closes: boolean;
}

/** What the source says about an allocation line. */
export interface AllocationFacts {
  /** The statement as the source writes it, one line, trimmed. */
  readonly operation: string;
  readonly shape:
    | 'append'
    | 'map-assign'
    | 'make-map'
    | 'make-slice'
    | 'make-chan'
    | 'composite'
    | 'new'
    | 'conversion'
    | 'call'
    | 'other';
  /** What is grown: `cache`, `s.entries`. Empty when unknown. */
  readonly operand: string;
  /** True when the package deletes from the operand (`delete(m, k)`, `clear(m)`) somewhere, as far as it was read, or empties all that keeps the value (`pending = nil`). */
  readonly deletes: boolean;
  /** What bounds all that keeps it; null when something keeps it without a bound, or nothing is known to. */
  readonly bound: KeeperBound | null;
  /** What keeps it, the likeliest first; empty where the source does not tell. */
  readonly holders: readonly Holder[];
  /** The known mistake that keeps what the line allocates. */
  readonly pattern: LeakPattern | null;
  /** What the line makes in a library and certainly leaves open; null otherwise. */
  readonly made: LibraryFacts | null;
  readonly otherEnds: readonly OtherEnd[];
}

/** An allocation line about which the source is asked. */
export type AllocationQuestion = Pick<SourceQuestion, 'path' | 'line' | 'function'>;

/** One question to a reader of source; several that come together cost little more than one. */
export type SourceRequest =
  | { readonly about: 'wait'; readonly question: SourceQuestion }
  | { readonly about: 'allocation'; readonly question: AllocationQuestion }
  /** Lines of the function named, in a file. */
  | { readonly about: 'lines'; readonly question: Pick<SourceQuestion, 'path' | 'function'> }
  /** Who opened what goroutines of a library belong to. */
  | { readonly about: 'library'; readonly question: LibraryQuestion & LibrarySurroundings }
  /** Where what retains memory is declared. */
  | { readonly about: 'retained'; readonly question: RetentionQuestion };

/** What the source says to each; null when it does not tell. */
export type SourceReply =
  | WaitFacts
  | AllocationFacts
  | LibraryFacts
  | RetentionFacts
  | { readonly first: number; readonly last: number }
  | null;

/** Reads Go source for verdicts and fixes. Answers are of the files as they are on disk now; null when they do not parse or tell nothing. */
export interface GoSourceReader {
  explainWait(question: SourceQuestion): Promise<WaitFacts | null>;
  explainAllocation(question: AllocationQuestion): Promise<AllocationFacts | null>;
  /** Who opened what these goroutines belong to; null where nothing in the workspace does, or the library is not known. */
  explainLibrary(question: LibraryQuestion & LibrarySurroundings): Promise<LibraryFacts | null>;
  /** Where the frames of a retention profile are declared. */
  retainedPlaces(question: RetentionQuestion): Promise<RetentionFacts | null>;
  /** Lines of the named function in a file as it is now: of the `func` keyword and of the closing brace; null when it is not declared there. */
  functionLines(path: string, functionName: string): Promise<{ readonly first: number; readonly last: number } | null>;
  /** Files came, went or changed: read again. */
  forget(path?: string): void;
}
