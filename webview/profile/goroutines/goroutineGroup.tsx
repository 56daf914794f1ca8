import { t } from '@vscode/l10n';
import type {
  GoroutineChange,
  GoroutineGrouping,
  GoroutineRow,
  GoroutinesWindow,
} from '../../../src/shared/model/views/goroutinesView';
import { shareText, signedAmount } from '../../../src/shared/base/profileAmounts';
import { formatCount } from '../../../src/shared/base/units';
import type { FrameKey } from '../../../src/shared/model/views/viewFrames';
import { placeText } from '../frameWords';
import type { ProfileStore } from '../profileStore';
import { AgeBars } from './ageBars';
import { GroupStacks } from './groupStacks';
import { groupTitle, minutesText, otherEndText, stateText } from './groupWords';

export interface GroupProps {
  readonly store: ProfileStore;
  readonly window: GoroutinesWindow;
  readonly row: GoroutineRow;
  /** The one that the keyboard comes to first. */
  readonly isFirst: boolean;
}

/** One group, with its stacks below where it is opened. */
export function GoroutineGroup({ store, window, row, isFirst }: GroupProps) {
  const { by, opened } = store.state.value.goroutines;
  const isOpen = opened === row.key;
  const toggle = () => store.setGoroutines({ opened: isOpen ? null : row.key });
  const frame = row.frame ?? row.site?.frame ?? null;
  return (
    <>
      <div
        class={`group owner-${frame?.owner ?? 'runtime'}`}
        role="row"
        aria-level={1}
        aria-expanded={isOpen}
        tabIndex={isFirst ? 0 : -1}
        onClick={toggle}
        onFocus={() => {
          if (frame !== null) store.select(keyOf(frame));
        }}
      >
        <div class="number" role="gridcell">
          {formatCount(row.count)} <span class="count">{shareText(row.count, window.total)}</span>
        </div>
        {row.change !== null && <Change row={row} change={row.change} />}
        <Common row={row} by={by} isOpen={isOpen} />
        {by !== 'state' && <div role="gridcell">{stateText(row)}</div>}
        {row.ages !== null && (
          <div role="gridcell" class="ages">
            <AgeBars ages={row.ages} /> {minutesText(row.oldestMinutes)}
          </div>
        )}
      </div>
      {isOpen && window.opened?.key === row.key && <GroupStacks store={store} opened={window.opened} />}
    </>
  );
}

function Common({
  row,
  by,
  isOpen,
}: {
  readonly row: GoroutineRow;
  readonly by: GoroutineGrouping;
  readonly isOpen: boolean;
}) {
  const end = otherEndText(row, by);
  const place = row.frame === null ? '' : placeText(row.frame);
  const title = groupTitle(row, by);
  return (
    <div role="gridcell" class="common">
      <span class="twistie" aria-hidden="true">
        {isOpen ? '▾' : '▸'}
      </span>
      <span class="name" title={title}>
        {title}
      </span>
      <span class="place">{[place, end].filter((text) => text !== '').join(' · ')}</span>
    </div>
  );
}

function Change({ row, change }: { readonly row: GoroutineRow; readonly change: GoroutineChange }) {
  const { before, numbered } = change;
  return (
    <div class="number" role="gridcell">
      {signedAmount(row.count - before, 'count')}
      {numbered !== null && (
        <span class="count">
          {' · '}
          {t(
            '{0} new, {1} gone, {2} stayed',
            formatCount(numbered.appeared),
            formatCount(numbered.gone),
            formatCount(numbered.stayed),
          )}
        </span>
      )}
    </div>
  );
}

/** Whose code it is, is not what a frame is known by. */
function keyOf({ function: name, file, line }: FrameKey): FrameKey {
  return { function: name, file, line };
}
