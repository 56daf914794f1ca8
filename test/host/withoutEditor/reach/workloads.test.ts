import { expect, it } from 'vitest';
import { workloadsOf } from '../../../../src/host/reach/picks/workloads';
import type { Pod } from '../../../../src/shared/model/target/kubernetes';

const pod = (name: string, kind?: string, owner = ''): Pod => ({
  ...{ name, namespace: 'shop', phase: 'Running', ports: [] },
  ...(kind !== undefined && { workload: { kind, name: owner } }),
});

it('are told where they have several pods, by kind and name, and their pods in order', () => {
  const pods = [
    pod('web-2', 'Deployment', 'web'),
    pod('db-0', 'StatefulSet', 'db'),
    pod('web-1', 'Deployment', 'web'),
    pod('web-0', 'StatefulSet', 'web'),
    pod('alone'),
  ];
  expect(workloadsOf(pods).map(({ workload, pods: own }) => [workload, own.map(({ name }) => name)])).toEqual([
    [{ kind: 'Deployment', name: 'web' }, ['web-1', 'web-2']],
  ]);
});
