// Ends what a script holds when the script is asked to end: Ctrl-C, a CI that cancels, a terminal that closes.
import process from 'node:process';

/** Something to end; the same words as the rest of the house. */
export interface Ending {
  dispose(): Promise<void>;
}

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Collects endings and runs them once, the youngest first, when a signal arrives or `dispose` is called. After a signal
 * the process exits with the shell's code for it.
 */
export class Endings implements Ending {
  #held: Ending[] = [];
  #ended: Promise<void> | undefined;
  readonly #listeners = new Map<NodeJS.Signals, () => void>();

  /** Takes over the signals of this process until `dispose`. */
  static onSignals(): Endings {
    const endings = new Endings();
    for (const [signal, code] of Object.entries(signals) as [keyof typeof signals, number][]) {
      const listener = () => void endings.dispose().finally(() => process.exit(code));
      endings.#listeners.set(signal, listener);
      process.on(signal, listener);
    }
    return endings;
  }

  /** Holds something to end, or ends it at once when the end has begun. Returns it. */
  hold<Held extends Ending>(held: Held): Held {
    if (this.#ended) void held.dispose();
    else this.#held.push(held);
    return held;
  }

  dispose(): Promise<void> {
    this.#ended ??= this.#end();
    return this.#ended;
  }

  async #end(): Promise<void> {
    for (const held of this.#held.reverse()) {
      await held.dispose().catch((error: unknown) => process.stderr.write(`while ending: ${String(error)}\n`));
    }
    this.#held = [];
    for (const [signal, listener] of this.#listeners) process.off(signal, listener);
  }
}
