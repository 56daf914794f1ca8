import { createHash } from 'node:crypto';
import type { PodAddress } from '../../shared/model/target/kubernetes';
import type { Target } from '../../shared/model/target/target';

/**
 * A pod behind a forward as a target. The forward has another port each time; what is kept of a pod is kept under its own name, which is safe
 * as a folder's name on every system.
 */
export function podTarget(target: Target, { context, namespace, pod, port }: PodAddress): Target {
  const named = JSON.stringify([context, namespace, pod, port]);
  const hash = createHash('sha256').update(named).digest('hex').slice(0, 10);
  const slug = `pod-${pod}`
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/-$/, '');
  return { ...target, id: `${slug}-${hash}` };
}
