import { LeakLensError } from '../../shared/model/errors';
import type { PodAddress } from '../../shared/model/target/kubernetes';
import type { KubernetesPlace } from '../../shared/model/target/kubernetes';

/** Names of pods and namespaces (RFC 1123, with dots in pods); they never begin with a dash, so they are no options. */
const objectName = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;

/** Contexts are named freely, as in `arn:aws:eks:…/shop`; they are passed as one word behind `--context=`. */
const contextName = /^[^\p{C}]{1,500}$/u;

/** Seconds after which kubectl gives up on one request of the cluster. */
const requestTimeout = '--request-timeout=15s';

export const contextsArguments = ['config', 'get-contexts', '-o', 'name'] as const;
export const currentContextArguments = ['config', 'current-context'] as const;

/** @throws LeakLensError `kubectl` for a name that Kubernetes does not allow */
export function namespacesArguments(context: string | null): string[] {
  return ['get', 'namespaces', '-o', 'name', requestTimeout, ...contextOption(context)];
}

/** @throws LeakLensError `kubectl` for a name that Kubernetes does not allow */
export function podsArguments({ context, namespace }: KubernetesPlace): string[] {
  const running = '--field-selector=status.phase=Running';
  return [
    'get',
    'pods',
    '-o',
    'json',
    running,
    requestTimeout,
    ...namespaceOption(namespace),
    ...contextOption(context),
  ];
}

/** @throws LeakLensError `kubectl` for a name that Kubernetes does not allow */
export function podArguments({ context, namespace, pod }: PodAddress): string[] {
  if (!objectName.test(pod)) throw invalid('get', 'not the name of a pod');
  return ['get', 'pod', pod, '-o', 'json', requestTimeout, ...namespaceOption(namespace), ...contextOption(context)];
}

/**
 * kubectl prints the local port; it picks a free one for null. @throws LeakLensError `kubectl` for a name or port that cannot
 * be
 */
export function forwardArguments({ context, namespace, pod, port }: PodAddress, localPort: number | null): string[] {
  if (!objectName.test(pod)) throw invalid('port-forward', 'not the name of a pod');
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw invalid('port-forward', `${port} is no port`);
  const options = ['--address=127.0.0.1', ...namespaceOption(namespace), ...contextOption(context)];
  return ['port-forward', `pod/${pod}`, `${localPort ?? ''}:${port}`, ...options];
}

function namespaceOption(namespace: string): string[] {
  if (!objectName.test(namespace)) throw invalid('get', 'not the name of a namespace');
  return [`--namespace=${namespace}`];
}

function contextOption(context: string | null): string[] {
  if (context === null) return [];
  if (!contextName.test(context)) throw invalid('get', 'not the name of a context');
  return [`--context=${context}`];
}

function invalid(command: string, detail: string): LeakLensError {
  return new LeakLensError({ kind: 'kubectl', subject: `kubectl ${command}`, detail });
}
