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
  /** What starts it and others like it; absent for a pod by itself. */
  readonly workload?: Workload;
}

/** A Deployment, StatefulSet, DaemonSet … whose pods are replicas of one service. */
export interface Workload {
  readonly kind: string;
  readonly name: string;
}

export interface PodPort {
  readonly container: string;
  /** Empty when it has none. */
  readonly name: string;
  readonly port: number;
}

/** The port at which the pods of a workload serve pprof. */
export interface WorkloadAddress extends KubernetesPlace, Workload {
  readonly port: number;
}

export interface PodAddress extends KubernetesPlace {
  readonly pod: string;
  readonly port: number;
}
