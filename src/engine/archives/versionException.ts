import type { ArchiveLabels } from '../../shared/model/archive/archive';
import type { VersionException } from '../../shared/model/replica';
import type { SeriesId, SeriesPoint } from '../../shared/model/series/series';
import type { Analysis } from '../../shared/ports/runtime/analysis';

/** Labels that name the version of a process, the likeliest first. Pyroscope's own, OpenTelemetry's and Kubernetes', then what people write. */
const versionLabels = [
  'service_git_ref',
  'service_version',
  'app_kubernetes_io_version',
  'version',
  'release',
  'image_tag',
  'image',
  'revision',
  'commit',
  'build_id',
  'pod_template_hash',
] as const;

/** One replica: what labels it, and its numbers. */
export interface LabelledReplica {
  readonly labels: ArchiveLabels;
  readonly points: readonly SeriesPoint[];
}

/** The version of a service that grows while its others do not, by the first label that tells; null where none does. */
export function versionException(
  { versionOutlier }: Pick<Analysis, 'versionOutlier'>,
  all: readonly LabelledReplica[],
  series: readonly SeriesId[],
): VersionException | null {
  for (const label of versionLabels) {
    const labelled = all.flatMap(({ labels, points }) => {
      const version = labels[label] ?? '';
      return version === '' ? [] : [{ version, points }];
    });
    if (new Set(labelled.map(({ version }) => version)).size < 2) continue;
    const found = series.flatMap((id) => {
      const outlying = versionOutlier(labelled, id);
      return outlying === null ? [] : [{ id, outlying }];
    });
    const [first] = found;
    if (first === undefined) continue;
    const same = found.filter(({ outlying }) => outlying.version === first.outlying.version);
    return { label, ...first.outlying, grows: same.map(({ id }) => id) };
  }
  return null;
}
