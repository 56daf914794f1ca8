import { describe, expect, it } from 'vitest';
import { looksLikeKubernetes, readKubernetesAddress } from '../../../../src/shared/base/addresses/kubernetesAddress';

const place = { context: null, namespace: 'shop', port: 6060 };

describe('an address in Kubernetes', () => {
  it.each([
    ['kubernetes://shop/web-7d9-a:6060', { pod: { ...place, pod: 'web-7d9-a' } }],
    ['kubernetes://shop/web.old:6060', { pod: { ...place, pod: 'web.old' } }],
    ['kubernetes://shop/web-0:6060/kind-dev', { pod: { ...place, context: 'kind-dev', pod: 'web-0' } }],
    [
      'kubernetes://shop/web-0:6060/arn%3Aaws%3Aeks%3Aeu%3A1%3Acluster%2Fshop',
      { pod: { ...place, context: 'arn:aws:eks:eu:1:cluster/shop', pod: 'web-0' } },
    ],
    ['kubernetes://shop/deployment/web:6060', { workload: { ...place, kind: 'Deployment', name: 'web' } }],
    ['kubernetes://shop/deploy/web:6060', { workload: { ...place, kind: 'Deployment', name: 'web' } }],
    ['kubernetes://shop/sts/db:6060', { workload: { ...place, kind: 'StatefulSet', name: 'db' } }],
    ['kubernetes://shop/daemonsets/log:6060', { workload: { ...place, kind: 'DaemonSet', name: 'log' } }],
    [' kubernetes://shop/Rollout/web:6060 ', { workload: { ...place, kind: 'Rollout', name: 'web' } }],
  ])('%s', (text, meant) => {
    expect(looksLikeKubernetes(text)).toBe(true);
    expect(readKubernetesAddress(text)).toEqual(meant);
  });

  it.each([
    'kubernetes:shop/web:6060',
    'kubernetes://web:6060',
    'kubernetes://shop/web',
    'kubernetes://shop/web:0',
    'kubernetes://shop/web:70000',
    'kubernetes://shop/--all:6060',
    'kubernetes://-n/web:6060',
    'kubernetes://shop/a/b/web:6060',
    'kubernetes://shop/web:6060/%zz',
    'kubernetes://shop/web:6060?x=1',
    'kubernetes://user@shop/web:6060',
  ])('%s is none, and says how one looks', (text) => {
    expect(looksLikeKubernetes(text)).toBe(true);
    expect(() => readKubernetesAddress(text)).toThrow(/kubernetes:\/\/NAMESPACE/);
  });
});
