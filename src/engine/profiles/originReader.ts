import { originSubject, type ProfileOrigin } from '../../shared/model/views/profileOrigin';
import type { ProfileFiles } from '../../shared/ports/sources/profileFiles';
import type { ProfileBytes } from '../../shared/ports/engine/profileViewer';
import type { PastStore, SnapshotStore } from '../../shared/ports/stores';
import type { LiveOrigins } from './liveOrigins';

/** Where profiles come from. */
export interface OriginReader {
  readonly files: ProfileFiles;
  readonly snapshots: Pick<SnapshotStore, 'read'>;
  readonly past: Pick<PastStore, 'read'>;
  readonly live: LiveOrigins;
}

/** As much as a decoder takes after unpacking. */
const maxFileBytes = 2 ** 30;

/** The same for the same bytes: a file that changed is another. @throws LeakLensError `not-found` for a service that is not connected */
export async function originKey({ files, live }: OriginReader, origin: ProfileOrigin): Promise<string> {
  switch (origin.kind) {
    case 'file':
      return `file ${origin.path} ${(await files.stamp(origin.path)) ?? ''}`;
    case 'snapshot':
      return `snapshot ${origin.id} ${origin.file}`;
    case 'past':
      return `past ${origin.targetId} ${String(origin.atMillis)} ${origin.file}`;
    case 'live':
      return live.key(origin);
  }
}

/** @throws LeakLensError */
export async function readOrigin(
  { files, snapshots, past, live }: OriginReader,
  origin: ProfileOrigin,
  signal: AbortSignal,
): Promise<ProfileBytes> {
  const subject = originSubject(origin);
  switch (origin.kind) {
    case 'file':
      return { bytes: await files.read(origin.path, maxFileBytes, signal), subject };
    case 'snapshot':
      return { bytes: await snapshots.read(origin.id, origin.file), subject };
    case 'past':
      return { bytes: await past.read(origin.targetId, origin.atMillis, origin.file), subject };
    case 'live':
      return live.read(origin, signal);
  }
}
