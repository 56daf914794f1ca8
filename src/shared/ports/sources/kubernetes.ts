import type { KubernetesContexts, KubernetesPlace, Pod, PodAddress } from '../../model/target/kubernetes';
import type { SourceOptions, ProfileSource } from './profileSource';

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
  /**
   * Connects to the pprof endpoint behind a port of a pod, through a `kubectl port-forward` that ends with the source. When the
   * forward ends before, the next request starts it anew at the same local port. What kubectl says goes to the log.
   */
  connect(pod: PodAddress, options: SourceOptions, signal: AbortSignal): Promise<ProfileSource>;
}
