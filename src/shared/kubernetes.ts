import type { Disposable } from './disposable';

export interface KubernetesContexts {
  readonly names: readonly string[];
  /** Null when none is chosen. */
  readonly current: string | null;
}

/** Where pods are. */
export interface KubernetesPlace {
  /** Null: kubectl's current context. */
  readonly context: string | null;
  readonly namespace: string;
}

export interface Pod {
  readonly name: string;
  readonly namespace: string;
  /** `Running`, `Pending` … */
  readonly phase: string;
  /** What its containers declare; a port need not be declared to be listened at. */
  readonly ports: readonly PodPort[];
}

export interface PodPort {
  readonly container: string;
  /** Empty when it has none. */
  readonly name: string;
  readonly port: number;
}

/** A running `kubectl port-forward`. Disposing ends it. */
export interface PortForward extends Disposable {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Resolves when it has ended, whoever ended it, with its last words. Never rejects. */
  readonly ended: Promise<string>;
}

/**
 * What kubectl is asked for. It is started only by these, with the name and the credentials the person set up for it.
 * @throws LeakLensError `kubectl` when it is missing or fails, `cancelled`
 */
export interface Kubernetes {
  /** Whether there is a kubectl. It is not started, and this never throws. */
  isInstalled(): Promise<boolean>;
  contexts(signal: AbortSignal): Promise<KubernetesContexts>;
  namespaces(context: string | null, signal: AbortSignal): Promise<readonly string[]>;
  /** Those that run. */
  pods(place: KubernetesPlace, signal: AbortSignal): Promise<readonly Pod[]>;
  /** Resolves once a local port is open. What kubectl says goes to the log. */
  forward(pod: PodAddress, signal: AbortSignal): Promise<PortForward>;
}

export interface PodAddress extends KubernetesPlace {
  readonly pod: string;
  readonly port: number;
}
