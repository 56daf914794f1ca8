import { Worker } from 'node:worker_threads';
import { LeakLensError, type ProblemKind } from '../shared/model/errors';
import type {
  CallAnswer,
  CallArgument,
  CallName,
  CallOptions,
  CallTable,
  ThreadCalls,
} from '../shared/ports/threadCalls';
import { toError, toReply, type CallReply } from './callMessages';

export interface ThreadOptions {
  /** Absolute path of the bundle that the thread runs; it calls `serveCalls`. */
  readonly script: string;
  /** What debuggers and process viewers show. */
  readonly name: string;
  /** For one call, from when it begins. */
  readonly timeoutMillis: number;
  /** Of the thread's own objects. Typed arrays lie elsewhere: whoever makes them bounds them. */
  readonly maxHeapMegabytes: number;
}

/**
 * A thread, started by the first call and anew by the first one after it was lost: when a call takes too long or too much memory, the
 * thread ends, because nothing else stops a loop. What the thread remembers is lost with it.
 *
 * It holds the process alive only while a call runs.
 */
export function startThread<T extends CallTable<T>>(options: ThreadOptions): ThreadCalls<T> {
  return new CallQueue<T>(options);
}

interface Call {
  readonly method: string;
  readonly argument: unknown;
  readonly options: CallOptions;
  readonly settle: (reply: CallReply) => void;
  readonly fail: (error: Error) => void;
}

interface Running {
  readonly id: number;
  readonly call: Call;
  readonly timer: NodeJS.Timeout;
}

class CallQueue<T extends CallTable<T>> implements ThreadCalls<T> {
  private readonly options: ThreadOptions;
  private readonly waiting: Call[] = [];
  private running: Running | null = null;
  private worker: Worker | null = null;
  private lastId = 0;
  private isDisposed = false;

  constructor(options: ThreadOptions) {
    this.options = options;
  }

  call<K extends CallName<T>>(
    method: K,
    argument: CallArgument<T, K>,
    options: CallOptions,
  ): Promise<CallAnswer<T, K>> {
    const { signal } = options;
    return new Promise((resolve, reject) => {
      const abort = () => this.cancel(call);
      const end = () => signal?.removeEventListener('abort', abort);
      const call: Call = {
        method,
        argument,
        options,
        settle: (reply) => {
          end();
          if ('failure' in reply) reject(toError(reply.failure));
          else resolve(reply.answer as CallAnswer<T, K>);
        },
        fail: (error) => {
          end();
          reject(error);
        },
      };
      if (this.isDisposed || signal?.aborted === true) {
        call.fail(problem('cancelled', call, 'cancelled'));
        return;
      }
      signal?.addEventListener('abort', abort, { once: true });
      this.waiting.push(call);
      this.next();
    });
  }

  dispose(): void {
    this.isDisposed = true;
    for (const call of this.waiting.splice(0)) call.fail(problem('cancelled', call, 'cancelled'));
    this.lose((call) => problem('cancelled', call, 'cancelled'));
  }

  /** One that runs is left to its end: its answer is thrown away, and what the thread remembers stays. */
  private cancel(call: Call): void {
    const at = this.waiting.indexOf(call);
    if (at >= 0) this.waiting.splice(at, 1);
    call.fail(problem('cancelled', call, 'cancelled'));
  }

  private next(): void {
    if (this.running !== null) return;
    const call = this.waiting.shift();
    if (call === undefined) {
      this.worker?.unref();
      return;
    }
    this.lastId += 1;
    const { timeoutMillis } = this.options;
    const timer = setTimeout(() => this.lose(tooLong(timeoutMillis)), timeoutMillis);
    this.running = { id: this.lastId, call, timer };
    this.send(call);
  }

  private send({ method, argument, options }: Call): void {
    this.worker ??= this.start();
    this.worker.ref();
    try {
      this.worker.postMessage({ id: this.lastId, method, argument }, options.transfer ?? []);
    } catch (error) {
      // The argument cannot cross: a defect of the caller. The thread knows nothing of it.
      this.end()?.fail(error instanceof Error ? error : new Error(String(error)));
      this.next();
    }
  }

  private start(): Worker {
    const { script, name, maxHeapMegabytes } = this.options;
    const worker = new Worker(script, {
      name,
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMegabytes },
      // Standard output may be the wire of a language server.
      stdout: true,
    });
    worker.on('message', (message: unknown) => this.received(worker, message));
    worker.on('messageerror', (error) => this.lost(worker, (call) => problem('defect', call, error.message, error)));
    worker.on('error', (error) => this.lost(worker, (call) => crashed(call, error, maxHeapMegabytes)));
    worker.on('exit', (code) => this.lost(worker, (call) => problem('defect', call, `the thread ended (${code})`)));
    return worker;
  }

  private received(worker: Worker, message: unknown): void {
    if (worker !== this.worker) return;
    const reply = toReply(message);
    // Nothing that it says later could be trusted to be in order.
    if (reply?.id === this.running?.id && reply !== null) {
      this.end()?.settle(reply);
      this.next();
    } else this.lose((call) => problem('defect', call, 'the thread answers what nobody asked'));
  }

  private lost(worker: Worker, why: (call: Call) => Error): void {
    if (worker === this.worker) this.lose(why);
  }

  /** Ends the thread and the call in it; the next call starts another one. */
  private lose(why: (call: Call) => Error): void {
    const { worker } = this;
    this.worker = null;
    // Its exit needs no answer: nobody waits for anything of it any more.
    void worker?.terminate();
    const call = this.end();
    call?.fail(why(call));
    this.next();
  }

  private end(): Call | null {
    const { running } = this;
    this.running = null;
    if (running === null) return null;
    clearTimeout(running.timer);
    return running.call;
  }
}

function problem(kind: ProblemKind, { options: { subject } }: Call, detail: string, cause?: unknown): LeakLensError {
  return new LeakLensError({ kind, subject, detail }, cause);
}

function tooLong(millis: number): (call: Call) => LeakLensError {
  return (call) => problem('too-large', call, `it cannot be worked through in ${millis / 1000} s`);
}

function crashed(call: Call, error: unknown, megabytes: number): LeakLensError {
  const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (isMemory) return problem('too-large', call, `it cannot be worked through in ${megabytes} MB of memory`, error);
  return problem('defect', call, error instanceof Error ? error.message : String(error), error);
}
