import { EventEmitter, workspace, l10n, type CancellationToken, type Event } from 'vscode';
import type { Disposable } from '../../shared/base/disposable';
import {
  engineNotifications,
  requests,
  type Outcome,
  type ProblemReport,
  type TargetState,
} from '../../shared/wires/lspMessages';
import type { ConnectParams } from '../../shared/model/engineRequests';
import { AutomaticAttempts, type WaitingTarget } from './automaticAttempts';
import type { EngineClient } from '../engine/engineClient';
import { explainPause } from '../reach/explainPause';
import type { GoDebugSessions } from '../reach/debugging/goDebugSessions';
import type { Reach } from '../reach/reach';
import { addressKey } from '../base/serviceAddress';
import { configuredTargets } from './configuredTargets';
import type { TargetMemory } from './targetMemory';
import type { Clock } from '../../shared/ports/clock';

export interface TargetConnectionsOptions {
  readonly engine: EngineClient;
  readonly memory: TargetMemory;
  readonly reach: Pick<Reach, 'bare' | 'complete'>;
  readonly sessions: Pick<GoDebugSessions, 'paused' | 'onDidChangePaused'>;
  readonly clock: Clock;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}

/**
 * Which targets are connected, and which are wanted. The engine says how the connected ones fare; this remembers them for
 * the next window, keeps trying the ones that are to connect by themselves, and connects all again when the engine was
 * started anew.
 */
export class TargetConnections implements Disposable {
  private readonly options: TargetConnectionsOptions;
  private readonly attempts: AutomaticAttempts;
  private readonly changed = new EventEmitter<void>();
  private readonly wanted = new Map<string, ConnectParams>();
  private readonly subscriptions: readonly Disposable[];
  private current: readonly TargetState[] = [];

  /** The states or the waiting targets changed. */
  readonly onDidChange: Event<void> = this.changed.event;

  constructor(options: TargetConnectionsOptions) {
    this.options = options;
    this.attempts = new AutomaticAttempts({
      connect: (params) => this.ask(params),
      connected: (params, state) => {
        this.adopt(params, state);
      },
      abandon: (state) => {
        this.abandon(state);
      },
      clock: options.clock,
      onChange: () => {
        this.changed.fire();
      },
    });
    this.subscriptions = [
      options.engine.on(engineNotifications.targetsChanged, (states) => {
        this.current = states;
        this.changed.fire();
      }),
      options.engine.onLost(({ restarts }) => {
        const phase = restarts ? 'connecting' : 'reconnecting';
        this.current = this.current.map((state) => ({ ...state, phase }));
        this.changed.fire();
      }),
      options.engine.onRestarted(() => {
        this.connectAgain();
      }),
      options.sessions.onDidChangePaused(() => {
        if (this.current.length > 0) this.changed.fire();
      }),
    ];
  }

  get states(): readonly TargetState[] {
    const { paused } = this.options.sessions;
    const states = this.ordered(this.current);
    if (paused === null) return states;
    return states.map((state) => {
      const { problem, target } = state;
      return problem === null ? state : { ...state, problem: explainPause(problem, target.url, paused) };
    });
  }

  /** Automatic targets whose service has not answered yet. */
  get waiting(): readonly WaitingTarget[] {
    return this.attempts.waiting;
  }

  /** Connects because a person asked; one attempt. */
  async connect(typed: ConnectParams, token?: CancellationToken): Promise<Outcome<TargetState>> {
    const params = this.options.reach.bare(typed, 'person');
    const outcome = await this.ask(params, token);
    if (!outcome.ok) return outcome;
    if (token?.isCancellationRequested === true) {
      this.abandon(outcome.value);
      return cancelledOutcome();
    }
    this.attempts.stop(params.url);
    this.adopt(params, outcome.value);
    return outcome;
  }

  /** Connects by itself, now or as soon as the service answers. Quiet. */
  keepTrying(configured: ConnectParams): void {
    const params = this.options.reach.bare(configured, 'settings');
    if (this.isConnected(params.url)) return;
    this.attempts.start(params).catch(this.options.report);
  }

  async disconnect(targetId: string): Promise<void> {
    const state = this.current.find(({ target }) => target.id === targetId);
    const service = state?.replicaOf?.address ?? undefined;
    const typed = this.paramsOf(targetId)?.url;
    this.wanted.delete(targetId);
    // The replicas that an archive keeps were connected at once, and end at once.
    for (const id of this.replicasOf(service)) this.wanted.delete(id);
    for (const address of [state?.target.url, typed, service]) {
      if (address === undefined) continue;
      // It may be known to the engine while the attempt that connects it by itself has not ended yet.
      this.attempts.stop(address);
      await this.options.memory.forget(address);
    }
    await this.options.engine.request(requests.disconnect, { targetId });
  }

  /** Gives up an automatic target, for the next window too. */
  async forget(url: string): Promise<void> {
    this.attempts.stop(url);
    await this.options.memory.forget(url);
  }

  /** Gives up an automatic target for now. */
  stopWaiting(url: string): void {
    this.attempts.stop(url);
  }

  /** How a target was asked for; null when nobody in this window did. */
  paramsOf(targetId: string): ConnectParams | null {
    const service = this.current.find(({ target }) => target.id === targetId)?.replicaOf?.address ?? undefined;
    const [together] = this.replicasOf(service).flatMap((id) => this.wanted.get(id) ?? []);
    return this.wanted.get(targetId) ?? together ?? null;
  }

  isConnected(url: string): boolean {
    const key = addressKey(url);
    const typed = [...this.wanted.values()].some((params) => addressKey(params.url) === key);
    return (
      typed ||
      this.current.some(({ target, replicaOf }) => {
        const service = replicaOf?.address ?? null;
        return addressKey(target.url) === key || (service !== null && addressKey(service) === key);
      })
    );
  }

  dispose(): void {
    this.attempts.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changed.dispose();
  }

  /** Ids of what was connected by one address of an archive. */
  private replicasOf(service: string | undefined): readonly string[] {
    if (service === undefined) return [];
    return this.current.filter(({ replicaOf }) => replicaOf?.address === service).map(({ target }) => target.id);
  }

  /** As the settings name them, then in the order in which they were first connected here. */
  private ordered(states: readonly TargetState[]): readonly TargetState[] {
    if (states.length < 2) return states;
    const known = [...configuredTargets(), ...this.options.memory.entries()].map(({ url }) => addressKey(url));
    const typed = (id: string) => this.wanted.get(id)?.url;
    const placeOf = ({ target, replicaOf }: TargetState) => {
      const key = addressKey(replicaOf?.address ?? typed(target.id) ?? target.url);
      const place = known.indexOf(key);
      return place < 0 ? known.length : place;
    };
    return states.toSorted((a, b) => placeOf(a) - placeOf(b));
  }

  private async ask(params: ConnectParams, token?: CancellationToken): Promise<Outcome<TargetState>> {
    if (!workspace.isTrusted) return { ok: false, problem: untrustedProblem(params.url) };
    const complete = await this.options.reach.complete(params);
    if (!complete.ok) return complete;
    const outcome = await this.options.engine.ask(requests.connect, complete.value, token);
    if (outcome.ok) return outcome;
    return { ok: false, problem: explainPause(outcome.problem, params.url, this.options.sessions.paused) };
  }

  private adopt(params: ConnectParams, state: TargetState): void {
    this.wanted.set(state.target.id, params);
    if (!this.current.some(({ target }) => target.id === state.target.id)) this.current = [...this.current, state];
    this.options.memory.remember(params).catch(this.options.report);
    this.changed.fire();
  }

  /** Undoes a connection that nobody waits for any more, unless another request wants the same target. */
  private abandon({ target }: TargetState): void {
    if (this.wanted.has(target.id)) return;
    this.options.engine.request(requests.disconnect, { targetId: target.id }).catch(this.options.report);
  }

  private connectAgain(): void {
    const lost = [...this.wanted.values()];
    this.wanted.clear();
    this.current = [];
    for (const params of lost) this.attempts.start(params).catch(this.options.report);
    this.changed.fire();
  }
}

/** A connection was given up before it came about. */
export function cancelledOutcome(): Outcome<never> {
  return { ok: false, problem: { kind: 'cancelled', message: l10n.t('Cancelled.'), nextStep: '' } };
}

/** Nothing connects in a workspace that is not trusted. @param url what was to be connected, null for nothing in particular */
export function untrustedProblem(url: string | null): ProblemReport {
  const message =
    url === null
      ? l10n.t('This workspace is not trusted, so LeakLens does not connect to services.')
      : l10n.t('This workspace is not trusted, so LeakLens does not connect to {0}.', url);
  return { kind: 'untrusted', message, nextStep: l10n.t('Trust the workspace to connect.') };
}
