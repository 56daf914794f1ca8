import { profileScheme } from '../base/contributionNames';
import { hasTabs, renameTabs } from '../base/renamedTabs';
import type { SnapshotList } from '../targets/snapshotList';
import { parseProfileUri, profileUri } from './profileAddress';
import { snapshotTab } from './profileTabs';

/** Tabs are called what their snapshots are called now. */
export async function followNames(list: SnapshotList): Promise<void> {
  const stored = hasTabs(profileScheme) ? await list.load() : null;
  if (stored === null || !stored.ok) return;
  const find = (wanted: string | null) => stored.value.find(({ id }) => id === wanted);
  await renameTabs(profileScheme, (uri) => {
    const address = parseProfileUri(uri);
    const snapshot = address?.kind === 'snapshot' ? find(address.id) : undefined;
    if (address?.kind !== 'snapshot' || snapshot === undefined) return null;
    return profileUri(address, snapshotTab(snapshot, find(address.base) ?? null));
  });
}
