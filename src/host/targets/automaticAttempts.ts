import type { Disposable } from '../../shared/base/disposable';
import type { ConnectParams } from '../../shared/model/engineRequests';
import type { Outcome, ProblemReport, TargetState } from '../../shared/wires/lspMessages';
import type { Clock } from '../../shared/ports/clock';
import { retryPauseMillis } from '../../shared/base/retryPause';
import { asksForSecret } from '../base/asksForSecret';
import { addressKey, addressLabel } from '../base/serviceAddress';

const longestPauseMillis = 60_000;

/** A target that is to be connected by itself and has not answered yet. */
export interface WaitingTarget {
  readonly url: string;
  readonly name: string;
  /** Why the last attempt failed; null before the first has ended. */
  readonly problem: ProblemReport | null;
  /** ms since 1970; null while an attempt runs, or when trying again cannot help. */
  readonly nextAttemptMillis: number | null;
}

export interface AutomaticAttemptsOptions {
  /** Connects once. Failures come as values; it never rejects. */
  readonly connect: (params: ConnectParams) => Promise<Outcome<TargetState>>;
  readonly connected: (params: ConnectParams, state: TargetState) => void;
  /** Takes back a connection that came about after somebody had stopped waiting for it. */
  readonly abandon: (state: TargetState) => void;
  readonly clock: Clock;
  readonly onChange: () => void;
}

/** Waiting does not help. A wrong password sent again and again may lock an account, and a node writes each wrong cookie into its log. */
function needsPerson(problem: ProblemReport): boolean {
  const { kind, tls, erlang } = problem;
  if (asksForSecret(problem) || (erlang !== undefined && lastingFaults.has(erlang))) return true;
  return kind === 'bad-url' || kind === 'cancelled' || (kind === 'tls' && tls !== 'handshake');
}

/** What a node says that stays so until somebody changes it, or the address. */
const lastingFaults: ReadonlySet<string> = new Set([
  'name-mismatch',
  'not-allowed',
  'wants-tls',
  'no-tls',
  'no-handshake',
  'too-old',
]);

interface Attempt {
  readonly params: ConnectParams;
  shown: WaitingTarget;
  failures: number;
  timer: Disposable | null;
  running: boolean;
}

/**
 * Keeps trying, quietly, to connect targets whose service is not up yet: every 2 s at first, then with pauses that double up to a
 * minute. Owns the timers; what succeeds or is stopped leaves the list.
 */
export class AutomaticAttempts implements Disposable {
  private readonly options: AutomaticAttemptsOptions;
  private readonly attempts = new Map<string, Attempt>();

  constructor(options: AutomaticAttemptsOptions) {
    this.options = options;
  }

  get waiting(): readonly WaitingTarget[] {
    return [...this.attempts.values()].map((attempt) => attempt.shown);
  }

  /** Tries now, and again until it works. For a service that waits for its next attempt, or for a person, it ends the wait. */
  async start(params: ConnectParams): Promise<void> {
    const key = addressKey(params.url);
    const known = this.attempts.get(key);
    if (known !== undefined) {
      if (!known.running) await this.tryOnce(key, known);
      return;
    }
    const name = params.name ?? addressLabel(params.url);
    const attempt: Attempt = {
      params,
      shown: { url: params.url, name, problem: null, nextAttemptMillis: null },
      failures: 0,
      timer: null,
      running: false,
    };
    this.attempts.set(key, attempt);
    await this.tryOnce(key, attempt);
  }

  /** @returns false when nothing was trying this service. */
  stop(url: string): boolean {
    const key = addressKey(url);
    const attempt = this.attempts.get(key);
    if (attempt === undefined) return false;
    attempt.timer?.dispose();
    this.attempts.delete(key);
    this.options.onChange();
    return true;
  }

  dispose(): void {
    for (const attempt of this.attempts.values()) attempt.timer?.dispose();
    this.attempts.clear();
  }

  private async tryOnce(key: string, attempt: Attempt): Promise<void> {
    attempt.timer?.dispose();
    attempt.timer = null;
    attempt.running = true;
    attempt.shown = { ...attempt.shown, nextAttemptMillis: null };
    this.options.onChange();
    const outcome = await this.options.connect(attempt.params);
    attempt.running = false;
    if (this.attempts.get(key) !== attempt) {
      if (outcome.ok) this.options.abandon(outcome.value);
      return;
    }
    if (outcome.ok) {
      this.attempts.delete(key);
      this.options.connected(attempt.params, outcome.value);
    } else {
      this.plan(key, attempt, outcome.problem);
    }
    this.options.onChange();
  }

  private plan(key: string, attempt: Attempt, problem: ProblemReport): void {
    attempt.shown = { ...attempt.shown, problem };
    if (needsPerson(problem)) return;
    const pauseMillis = retryPauseMillis(attempt.failures, longestPauseMillis);
    attempt.failures += 1;
    attempt.shown = { ...attempt.shown, nextAttemptMillis: this.options.clock.now() + pauseMillis };
    attempt.timer = this.options.clock.after(pauseMillis, () => void this.tryOnce(key, attempt));
  }
}
