import type { WaitKind } from './goroutine';

/**
 * What a library makes and a program has to give back. The table of these (`standardResources.ts`, `moduleResources.ts`) is
 * knowledge, not code: to teach LeakLens another library, add an entry there and a program to the test of the table.
 *
 * Functions are written as `plainSymbol` writes them: `import/path.Function`, `import/path.Type.Method`, and `import/path.Type{}`
 * for a composite literal. Import paths are without their major version.
 */
export interface LibraryResource {
  /** Names the entry in tests and in the JSON of a finding. */
  readonly name: string;
  readonly noun: ResourceNoun;
  /** Calls and literals that make one. */
  readonly makes: readonly string[];
  /** What stacks show in the place of such a call where that is another function: the method behind an interface, of a type of the library's own. */
  readonly seenAs?: readonly string[];
  /** Which result of the call holds it; `receiver` where a method starts what its receiver has to stop. 0 when absent. */
  readonly at?: number | 'receiver';
  /** The field that is closed: `Body` of a response. */
  readonly part?: string;
  /** Methods that give it back, the one to write first; `()` for a function that is called. Empty where nothing ends it. */
  readonly closers: readonly string[];
  /** What these are called with, where that is not nothing: `ctx`. */
  readonly closerNeeds?: string;
  /** Functions that give it back by reading it, or its part, to its end. */
  readonly drains?: readonly string[];
  /** The method that gives it back once it has returned false: `Next` in `for rows.Next() { … }`. */
  readonly exhausts?: string;
  /** Functions that use it and do not keep it; `*` stands for any part of a name. */
  readonly borrows?: readonly string[];
  /** Position of the argument that ends it: a context, or its Done channel. */
  readonly context?: number;
  /** Methods by which one is known where generated code makes it: a value on which one of them is called. */
  readonly usedAs?: readonly string[];
  /** One is meant to be made and kept for the life of the process: the mistake is to make one for each call. */
  readonly lasting?: true;
  /** What makes the literal run: its goroutine starts with its first use, not where it is written. */
  readonly startsWithUse?: true;
  /** What runs for each; `waits` where the same function waits elsewhere as well when all is in order. */
  readonly goroutines: readonly StartedGoroutine[];
}

export interface StartedGoroutine {
  /** The function that the goroutine was started with, or one that its stack goes through; closures inside count. */
  readonly runs: string;
  /** Only goroutines that wait so; any when absent. */
  readonly waits?: readonly WaitKind[];
}

/** What a person calls it; `src/words/go/findings/resourceWords.ts` has the words. */
export type ResourceNoun =
  | 'response-body'
  | 'transport'
  | 'connection'
  | 'rows'
  | 'statement'
  | 'transaction'
  | 'database'
  | 'context'
  | 'ticker'
  | 'stream'
  | 'subscription'
  | 'watch'
  | 'lease'
  | 'session'
  | 'logger'
  | 'writer'
  | 'client'
  | 'producer'
  | 'consumer'
  | 'pool'
  | 'cache'
  | 'server'
  | 'process'
  | 'provider'
  | 'scheduler'
  | 'meter'
  | 'decoder'
  | 'resource';
