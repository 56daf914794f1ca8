import { onTestFinished } from 'vitest';
import { writeKubectl, type FakeCluster, type FakeKubectl } from '../../support/serving/kubectlProgram';

/** A kubectl of its own for a test, gone when it ends. */
export function fakeKubectl(cluster: FakeCluster): FakeKubectl {
  const kubectl = writeKubectl(cluster);
  onTestFinished(() => kubectl.remove());
  return kubectl;
}
