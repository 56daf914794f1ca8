import { t } from '@vscode/l10n';
import {
  goroutineGroupings,
  type GoroutineGrouping,
  type GoroutinesWindow,
} from '../../../src/shared/model/views/goroutinesView';
import { formatCount } from '../../../src/shared/base/units';
import { Checkbox, Dropdown } from '../../base/controls';
import type { ProfileStore } from '../profileStore';
import { SearchField } from '../searchField';
import { groupingName } from './groupWords';

export interface GoroutineControlsProps {
  readonly store: ProfileStore;
  readonly window: GoroutinesWindow;
}

/** What goroutines are put together by, which of them are looked at, and how many these are. */
export function GoroutineControls({ store, window }: GoroutineControlsProps) {
  const { by, search, onlyMine } = store.state.value.goroutines;
  return (
    <div class="controls">
      <SearchField
        search={search}
        label={t('Search names, files, states and labels by a regular expression')}
        onSearch={(search) => store.setGoroutines({ search })}
      />
      <Dropdown
        label={t('Group goroutines by')}
        value={by}
        options={groupings(window).map((value) => ({ value, text: groupingName(value) }))}
        onChoose={(value) => {
          const chosen = goroutineGroupings.find((one) => one === value);
          if (chosen !== undefined && chosen !== by) store.setGoroutines({ by: chosen, opened: null });
        }}
      />
      <Checkbox
        label={t(
          'Hide goroutines that the runtime and libraries started for themselves and that run none of your code',
        )}
        checked={onlyMine}
        onChange={(checked) => store.setGoroutines({ onlyMine: checked })}
      >
        {t('Only mine')}
      </Checkbox>
      <span class="found" role="status">
        {found(window)}
      </span>
    </div>
  );
}

/** Of a profile neither creators nor ages are known. */
function groupings({ isProfile }: GoroutinesWindow): readonly GoroutineGrouping[] {
  return isProfile ? goroutineGroupings.filter((by) => by !== 'creator' && by !== 'age') : goroutineGroupings;
}

function found({ shown, total, groupCount }: GoroutinesWindow): string {
  const groups = groupCount === 1 ? t('1 group') : t('{0} groups', formatCount(groupCount));
  const goroutines =
    shown === total
      ? t('{0} goroutines', formatCount(total))
      : t('{0} of {1} goroutines', formatCount(shown), formatCount(total));
  return `${goroutines}, ${groups}`;
}
