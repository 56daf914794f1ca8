import type { ReportPage } from '../../src/shared/wires/reportPage';
import { ProfilePage } from '../profile/profilePage';
import type { ProfileStore } from '../profile/profileStore';
import { WatchedView } from './watchedView';

/** What a watch found, where the report is of one, and the profile. */
export function ReportView({ page, store }: { readonly page: ReportPage; readonly store: ProfileStore }) {
  const { title, watched, profiles } = page;
  return (
    <div class="report">
      {watched !== null && <WatchedView title={title} watched={watched} />}
      {profiles.length > 0 && <ProfilePage store={store} />}
    </div>
  );
}
