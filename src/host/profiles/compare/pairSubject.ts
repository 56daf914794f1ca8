import { l10n } from 'vscode';
import { isRecorded, stopsProcess } from '../../../shared/model/views/liveProfile';
import type { ProfileOrigin } from '../../../shared/model/views/profileOrigin';
import type { Outcome } from '../../../shared/wires/lspMessages';
import type { SnapshotList } from '../../targets/snapshotList';
import { whenEmpty } from '../live/liveProfileWords';
import type { ComparedSide, PairAddress } from '../profileAddress';
import type { ProfileSubject, SubjectProfile } from '../subjects/profileSubject';
import { snapshotFilePath } from '../subjects/snapshotFilePath';
import { sideName } from './sideWords';

/** The difference of any two profiles. One that is not there any more is said when it is opened. */
export async function pairSubject({ now, base }: PairAddress, list: SnapshotList): Promise<Outcome<ProfileSubject>> {
  const [source, older] = await Promise.all([pathOf(now, list), pathOf(base, list)]);
  const [name, baseName] = [sideName(now), sideName(base)];
  const profile: SubjectProfile = {
    id: 'pair',
    name,
    title: `${baseName} → ${name}`,
    origin: originOf(now),
    // As the polls were answered, so that following the one does not ask the other as often.
    base: { ...originOf(base), ...(base.kind === 'live' && { follows: true }) },
    ...(source !== null && older !== null && { files: { source, base: older } }),
    live:
      now.kind === 'live'
        ? {
            isRecorded: isRecorded(now.profile),
            stopsProcess: stopsProcess(now.profile),
            whenEmpty: whenEmpty(now.profile),
          }
        : null,
    sample: now.kind === 'live' && now.profile === 'allocs' ? 'alloc_space' : '',
  };
  const detail = now.kind === 'live' ? l10n.t('as the service runs') : '';
  return { ok: true, value: { name, detail, baseName, memory: null, profiles: [profile] } };
}

function originOf(side: ComparedSide): ProfileOrigin {
  switch (side.kind) {
    case 'file':
      return { kind: 'file', path: side.path };
    case 'snapshot':
      return { kind: 'snapshot', id: side.id, file: side.file };
    case 'past':
      return { kind: 'past', targetId: side.targetId, atMillis: side.atMillis, file: side.file };
    case 'live':
      return { kind: 'live', targetId: side.targetId, profile: side.profile, seconds: null, follows: false };
  }
}

/** Where pprof would find it; null where it would not. */
async function pathOf(side: ComparedSide, list: SnapshotList): Promise<string | null> {
  if (side.kind === 'file') return side.path;
  if (side.kind !== 'snapshot' || !side.file.endsWith('.pb.gz')) return null;
  const stored = await list.load();
  const snapshot = stored.ok ? stored.value.find(({ id }) => id === side.id) : undefined;
  return snapshot === undefined ? null : snapshotFilePath(snapshot, side.file);
}
