import type { Disposable } from '../base/disposable';

/**
 * What a thread answers: functions of one argument, by name. Argument and answer cross a wall between two memories, as the structured
 * clone of the web has it: plain data, typed arrays, maps, bigints; no functions and no instances of classes.
 */
export type CallTable<T> = { readonly [K in keyof T]: (argument: never) => unknown };

export type CallName<T> = keyof T & string;
export type CallArgument<T extends CallTable<T>, K extends CallName<T>> = Parameters<T[K]>[0];
export type CallAnswer<T extends CallTable<T>, K extends CallName<T>> = Awaited<ReturnType<T[K]>>;

export interface CallOptions {
  /** What a failure is about: a URL (never with credentials) or a path. */
  readonly subject: string;
  readonly signal?: AbortSignal;
  /** Buffers of the argument that move instead of being copied; they are empty here afterwards. */
  readonly transfer?: readonly ArrayBuffer[];
}

/** Work that is done elsewhere, so that whoever asks stays free to answer others. One call runs at a time, the others wait in order. */
export interface ThreadCalls<T extends CallTable<T>> extends Disposable {
  /**
   * @throws LeakLensError what the call threw; `too-large` when it took more time or memory than the thread is given; `cancelled` when
   * `signal` said so, or the thread was disposed; `defect` when the thread ended by itself
   */
  call<K extends CallName<T>>(method: K, argument: CallArgument<T, K>, options: CallOptions): Promise<CallAnswer<T, K>>;
}

/** An answer with buffers that move to whoever asked. */
export class HandedOver<T> {
  readonly value: T;
  readonly transfer: readonly ArrayBuffer[];

  constructor(value: T, transfer: readonly ArrayBuffer[]) {
    this.value = value;
    this.transfer = transfer;
  }
}

/** How a thread carries out its calls. */
export type ServedCalls<T extends CallTable<T>> = {
  readonly [K in CallName<T>]: (
    argument: CallArgument<T, K>,
  ) => CallAnswer<T, K> | HandedOver<CallAnswer<T, K>> | Promise<CallAnswer<T, K> | HandedOver<CallAnswer<T, K>>>;
};
