// A terminal without a window: programs run in it, keys are typed, and its screen is read.
import { execFile } from 'node:child_process';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { TerminalScreen } from './drawTerminal.ts';

const longestMillis = 120_000;

/** CSS pixels of a character as `drawTerminal` draws it. */
const cell = { width: 8.4, height: 17 };

/** A terminal of tmux's, which nobody looks at. */
export class HiddenTerminal {
  readonly #server = `leaklens-demo-${String(process.pid)}`;
  readonly #columns: number;
  readonly #rows: number;

  /** @param size CSS pixels of its picture */
  constructor({ width, height }: { readonly width: number; readonly height: number }) {
    this.#columns = Math.floor(width / cell.width);
    this.#rows = Math.floor(height / cell.height);
  }

  async start(command: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
    const size = ['-x', String(this.#columns), '-y', String(this.#rows)];
    const colours = [
      'set',
      '-g',
      'default-terminal',
      'tmux-256color',
      ';',
      'set',
      '-ga',
      'terminal-overrides',
      ',*:Tc',
    ];
    await this.#tmux([...colours, ';', 'set', '-g', 'status', 'off', ';', 'new', '-d', ...size, ...command], env);
  }

  async type(...keys: readonly string[]): Promise<void> {
    await this.#tmux(['send-keys', ...keys]);
  }

  /** @param colours with the escape sequences of colours, and blanks to the end of each row */
  async #capture(colours: boolean): Promise<string> {
    return this.#tmux(['capture-pane', '-p', ...(colours ? ['-e', '-N'] : [])]);
  }

  async screen(): Promise<TerminalScreen> {
    const rows = (await this.#capture(true)).replace(/\n$/, '').split('\n');
    return { rows, columns: this.#columns };
  }

  /** Waits until the screen shows it. */
  async shows(what: RegExp): Promise<void> {
    const end = Date.now() + longestMillis;
    for (;;) {
      const text = await this.#capture(false);
      if (what.test(text)) return;
      if (Date.now() > end) throw new Error(`The terminal did not show ${String(what)}, but\n${text}`);
      await delay(300);
    }
  }

  async end(): Promise<void> {
    await this.#tmux(['kill-server']).catch(() => undefined);
  }

  async #tmux(args: readonly string[], env = process.env): Promise<string> {
    const own = ['-L', this.#server, '-f', '/dev/null'];
    return (await promisify(execFile)('tmux', [...own, ...args], { env, encoding: 'utf8' })).stdout;
  }
}
