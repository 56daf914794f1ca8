import type { Disposable } from '../shared/disposable';
import type { Kubernetes, PodAddress, PortForward } from '../shared/kubernetes';

/** The forwards of kubectl that connections go through. Each ends with its connection, and all with the engine. */
export class PodForwards implements Disposable {
  private readonly kubernetes: Pick<Kubernetes, 'forward'>;
  private readonly byTarget = new Map<string, PortForward>();
  private disposed = false;

  constructor(kubernetes: Pick<Kubernetes, 'forward'>) {
    this.kubernetes = kubernetes;
  }

  /** A new one, which the caller disposes or keeps. @throws LeakLensError `kubectl`, `cancelled` */
  async open(pod: PodAddress, signal: AbortSignal): Promise<PortForward> {
    return this.kubernetes.forward(pod, signal);
  }

  /** From now on it ends with the target's connection. */
  keep(targetId: string, forward: PortForward): void {
    if (this.disposed) forward.dispose();
    else this.byTarget.set(targetId, forward);
  }

  end(targetId: string): void {
    this.byTarget.get(targetId)?.dispose();
    this.byTarget.delete(targetId);
  }

  dispose(): void {
    this.disposed = true;
    for (const forward of this.byTarget.values()) forward.dispose();
    this.byTarget.clear();
  }
}
