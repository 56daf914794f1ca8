import { l10n } from 'vscode';
import { isRecorded, liveProfiles, stopsProcess, type LiveProfile } from '../../../shared/model/views/liveProfile';
import type { ProfileOrigin } from '../../../shared/model/views/profileOrigin';
import type { SnapshotFileName } from '../../../shared/model/snapshot';
import type { Outcome } from '../../../shared/wires/lspMessages';
import type { SnapshotList } from '../../targets/snapshotList';
import { snapshotLabel } from '../../targets/targetWords';
import { liveProfileName, whenEmpty } from './liveProfileWords';
import { fileName, type LiveAddress, type LiveBase } from '../profileAddress';
import type { ProfileSubject, SubjectProfile } from '../subjects/profileSubject';
import { snapshotGone } from '../subjects/snapshotGone';

/** What a running service is compared with. */
interface FoundBase {
  readonly name: string;
  /** Null for a profile that it does not have. */
  readonly originOf: (profile: LiveProfile) => ProfileOrigin | null;
}

/** The profiles of a service that runs; of a snapshot that it is compared with, those that the snapshot has. */
export async function liveSubject(address: LiveAddress, list: SnapshotList): Promise<Outcome<ProfileSubject>> {
  const base = address.base === null ? null : await findBase(address.base, list);
  if (base !== null && !base.ok) return base;
  const { targetId, name } = address;
  const found = base === null ? null : base.value;
  const profiles = liveProfiles.flatMap((profile): readonly SubjectProfile[] => {
    const baseOrigin = found === null ? null : found.originOf(profile);
    if (found !== null && baseOrigin === null) return [];
    return [
      {
        id: profile,
        name: liveProfileName(profile),
        title: `${found === null ? '' : `${found.name} → `}${l10n.t('{0} (live)', `${name} ${liveProfileName(profile)}`)}`,
        origin: { kind: 'live', targetId, profile, seconds: null, follows: false },
        base: baseOrigin,
        live: { isRecorded: isRecorded(profile), stopsProcess: stopsProcess(profile), whenEmpty: whenEmpty(profile) },
        // The two are the same profile: what one looks for in the one is what is there, in the other what ever was.
        sample: profile === 'allocs' ? 'alloc_space' : '',
      },
    ];
  });
  if (profiles.length === 0) return snapshotGone();
  return {
    ok: true,
    value: {
      name,
      detail: l10n.t('as the service runs'),
      baseName: found?.name ?? null,
      memory: { kind: 'live', targetId },
      profiles,
    },
  };
}

async function findBase(base: LiveBase, list: SnapshotList): Promise<Outcome<FoundBase>> {
  if (base.kind === 'file') {
    const { path } = base;
    return { ok: true, value: { name: fileName(path), originOf: () => ({ kind: 'file', path }) } };
  }
  const stored = await list.load();
  if (!stored.ok) return stored;
  const snapshot = stored.value.find(({ id }) => id === base.id);
  if (snapshot === undefined) return snapshotGone();
  const { id, files } = snapshot;
  const originOf = (profile: LiveProfile): ProfileOrigin | null => {
    const file = snapshotFile(profile);
    return files.some((one) => one.name === file) ? { kind: 'snapshot', id, file } : null;
  };
  return { ok: true, value: { name: snapshotLabel(snapshot), originOf } };
}

/** What snapshots keep it in. */
export function snapshotFile(profile: string): SnapshotFileName {
  if (profile === 'goroutine-dump') return 'goroutine.txt';
  return `${profile === 'allocs' ? 'heap' : profile}.pb.gz`;
}
