import { groupedBy } from '../../../shared/base/groupedBy';
import type { Pod, Workload } from '../../../shared/model/target/kubernetes';

/** Pods that are replicas of one service. */
export interface WorkloadPods {
  readonly workload: Workload;
  /** At least two, in the order of their names. */
  readonly pods: readonly Pod[];
}

/** The workloads that have more than one of these pods, in the order in which they come. */
export function workloadsOf(pods: readonly Pod[]): readonly WorkloadPods[] {
  const owned = pods.flatMap((pod) => (pod.workload === undefined ? [] : [{ pod, workload: pod.workload }]));
  const groups = groupedBy(owned, ({ workload }) => `${workload.kind} ${workload.name}`);
  return [...groups.values()].flatMap((group): readonly WorkloadPods[] => {
    const [first] = group;
    if (first === undefined || group.length < 2) return [];
    const sorted = group.map(({ pod }) => pod).toSorted((a, b) => a.name.localeCompare(b.name));
    return [{ workload: first.workload, pods: sorted }];
  });
}
