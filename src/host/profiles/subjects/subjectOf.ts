import { Uri, workspace } from 'vscode';
import type { Outcome } from '../../../shared/wires/lspMessages';
import type { StoredSnapshot } from '../../../shared/model/snapshot';
import { snapshotLabel } from '../../targets/targetWords';
import type { SnapshotList } from '../../targets/snapshotList';
import { pairSubject } from '../compare/pairSubject';
import { dumpFile, keptProfileName } from '../compare/sideWords';
import { liveSubject } from '../live/liveSubject';
import { pastSubject, type ListPast } from '../past/pastSubject';
import { fileName, type ProfileAddress } from '../profileAddress';
import { fileProfileId, type ProfileSubject, type SubjectProfile } from './profileSubject';
import { snapshotFilePath } from './snapshotFilePath';
import { snapshotGone } from './snapshotGone';

/** What an address is of, in words. Snapshots are asked of the engine. */
export async function subjectOf(
  address: ProfileAddress,
  list: SnapshotList,
  listPast: ListPast,
): Promise<Outcome<ProfileSubject>> {
  if (address.kind === 'file') return { ok: true, value: fileSubject(address) };
  if (address.kind === 'live') return liveSubject(address, list);
  if (address.kind === 'past') return pastSubject(address, listPast);
  if (address.kind === 'pair') return pairSubject(address, list);
  const stored = await list.load();
  if (!stored.ok) return stored;
  const snapshot = stored.value.find(({ id }) => id === address.id);
  const base = address.base === null ? null : stored.value.find(({ id }) => id === address.base);
  if (snapshot === undefined || base === undefined) return snapshotGone();
  const profiles = profilesOf(snapshot, base);
  return {
    ok: true,
    value: {
      name: snapshot.target.name,
      detail: snapshotLabel(snapshot),
      baseName: base === null ? null : snapshotLabel(base),
      memory: snapshot.files.some(({ name }) => name === memoryFile) ? { kind: 'snapshot', id: snapshot.id } : null,
      profiles,
    },
  };
}

function fileSubject({ path, base }: Extract<ProfileAddress, { kind: 'file' }>): ProfileSubject {
  const origin = { kind: 'file', path } as const;
  const name = fileName(path);
  return {
    name,
    detail: workspace.asRelativePath(Uri.file(path)),
    baseName: base === null ? null : fileName(base),
    memory: null,
    profiles: [
      {
        id: fileProfileId,
        name,
        title: base === null ? name : `${fileName(base)} → ${name}`,
        origin,
        base: base === null ? null : { kind: 'file', path: base },
        files: { source: path, base },
        live: null,
        sample: '',
      },
    ],
  };
}

/** The heap as text, which ends with what the runtime says of its memory. */
const memoryFile = 'heap.txt';

/** The profiles among its files, and its goroutines; other text is shown by other views. */
function profilesOf(snapshot: StoredSnapshot, base: StoredSnapshot | null): readonly SubjectProfile[] {
  const inBase = new Set(base?.files.map(({ name }) => name));
  return snapshot.files
    .filter(({ name }) => name === dumpFile || name.endsWith('.pb.gz'))
    .filter(({ name }) => base === null || inBase.has(name))
    .map(({ name: file }) => {
      const name = keptProfileName(file);
      return {
        id: file,
        name,
        title: `${name} ${base === null ? '' : `${snapshotLabel(base)} → `}${snapshotLabel(snapshot)}`,
        origin: { kind: 'snapshot', id: snapshot.id, file },
        base: base === null ? null : { kind: 'snapshot', id: base.id, file },
        // pprof reads no dumps.
        ...(file !== dumpFile && {
          files: {
            source: snapshotFilePath(snapshot, file),
            base: base === null ? null : snapshotFilePath(base, file),
          },
        }),
        live: null,
        sample: '',
      };
    });
}
