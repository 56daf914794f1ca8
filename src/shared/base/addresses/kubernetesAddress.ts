import { LeakLensError } from '../../model/errors';
import type { PodAddress, WorkloadAddress } from '../../model/target/kubernetes';
import { plainText } from '../said/plainText';

/** What is reached by a forward of kubectl: one pod, or all pods of a workload. */
export type KubernetesTarget = { readonly pod: PodAddress } | { readonly workload: WorkloadAddress };

/** Short names as kubectl has them (`kubectl api-resources`), and plurals; of any other kind the name is taken as it stands. */
const kinds: Readonly<Record<string, string>> = {
  deploy: 'Deployment',
  deployments: 'Deployment',
  deployment: 'Deployment',
  sts: 'StatefulSet',
  statefulsets: 'StatefulSet',
  statefulset: 'StatefulSet',
  ds: 'DaemonSet',
  daemonsets: 'DaemonSet',
  daemonset: 'DaemonSet',
  rs: 'ReplicaSet',
  replicasets: 'ReplicaSet',
  replicaset: 'ReplicaSet',
};

/** Names of Kubernetes are those of DNS; a context is whatever a person called it, and stands there percent-encoded. */
const shape =
  /^kubernetes:\/\/([a-z0-9](?:[-a-z0-9]{0,62}))\/(?:([a-z][a-z0-9]{0,62})\/)?([a-z0-9][-.a-z0-9]{0,252}):(\d{1,5})(?:\/([^/?#\s]{1,1000}))?$/i;

/** Whether a text can only be meant as something in Kubernetes. */
export function looksLikeKubernetes(text: string): boolean {
  return /^kubernetes:/i.test(text.trim());
}

/**
 * Understands `kubernetes://NAMESPACE/POD:PORT` and `kubernetes://NAMESPACE/KIND/NAME:PORT`, each with `/CONTEXT` behind it where that is not kubectl's
 * current one. @throws LeakLensError `bad-url`
 */
export function readKubernetesAddress(given: string): KubernetesTarget {
  const text = given.trim();
  const [, namespace = '', kind, name = '', digits = '', encoded] = shape.exec(text) ?? [];
  const port = Number(digits);
  const context = encoded === undefined ? null : decoded(encoded);
  if (namespace === '' || port < 1 || port > 65_535 || context === '') {
    const detail = 'kubernetes://NAMESPACE/POD:PORT or kubernetes://NAMESPACE/deployment/NAME:PORT';
    throw new LeakLensError({ kind: 'bad-url', subject: plainText(text, 200), detail });
  }
  const place = { context, namespace, port };
  return kind === undefined
    ? { pod: { ...place, pod: name } }
    : { workload: { ...place, name, kind: kinds[kind.toLowerCase()] ?? kind } };
}

/** Empty for what is not encoded as an address is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
