import type { ProfileOrigin } from '../../shared/model/views/profileOrigin';
import type { ProfileFiles } from '../../shared/ports/sources/profileFiles';
import type { ProfileBytes } from '../../shared/ports/engine/profileViewer';
import type { SnapshotStore } from '../../shared/ports/stores';

/** Where profiles come from. */
export interface OriginReader {
  readonly files: ProfileFiles;
  readonly snapshots: Pick<SnapshotStore, 'read'>;
}

/** As much as a decoder takes after unpacking. */
const maxFileBytes = 2 ** 30;

/** The same for the same bytes: a file that changed is another. */
export async function originKey({ files }: OriginReader, origin: ProfileOrigin): Promise<string> {
  switch (origin.kind) {
    case 'file':
      return `file ${origin.path} ${(await files.stamp(origin.path)) ?? ''}`;
    case 'snapshot':
      return `snapshot ${origin.id} ${origin.file}`;
  }
}

/** What messages call it. */
export function originSubject(origin: ProfileOrigin): string {
  return origin.kind === 'file' ? origin.path : origin.file;
}

/** @throws LeakLensError */
export async function readOrigin({ files, snapshots }: OriginReader, origin: ProfileOrigin): Promise<ProfileBytes> {
  const subject = originSubject(origin);
  switch (origin.kind) {
    case 'file':
      return { bytes: await files.read(origin.path, maxFileBytes), subject };
    case 'snapshot':
      return { bytes: await snapshots.read(origin.id, origin.file), subject };
  }
}
