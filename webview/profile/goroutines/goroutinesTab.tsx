import { t } from '@vscode/l10n';
import { useComputed, useSignalEffect } from '@preact/signals';
import type { GoroutineGrouping, GoroutinesWindow } from '../../../src/shared/model/views/goroutinesView';
import type { LiveProfile } from '../../../src/shared/model/views/liveProfile';
import { Button } from '../../base/controls';
import type { ProfileStore } from '../profileStore';
import { GoroutineControls } from './goroutineControls';
import { GoroutineGroup } from './goroutineGroup';
import { moveInGroups } from './groupKeys';
import { GroupsHead } from './groupsHead';

/** Goroutines by what they have in common, and the stacks of the group that is opened. */
export function GoroutinesTab({ store }: { readonly store: ProfileStore }) {
  const query = useComputed(() => store.state.value.goroutines);
  useSignalEffect(() => {
    if (store.edition.value > 0) store.ask('goroutines', query.value);
  });
  const window = store.answers.goroutines.value;
  if (window === null) return <p class="note">{t('Counting…')}</p>;
  return (
    <div class="goroutines">
      <GoroutineControls store={store} window={window} />
      <div
        class="groups"
        role="treegrid"
        aria-label={t('Groups of goroutines')}
        style={{ '--columns': columnWidths(window, query.value.by) }}
        onKeyDown={moveInGroups}
      >
        <GroupsHead window={window} by={query.value.by} />
        {window.groups.map((row, at) => (
          <GoroutineGroup key={row.key} store={store} window={window} row={row} isFirst={at === 0} />
        ))}
      </div>
      <Notes window={window} />
      {window.isProfile && hasDump(store) && (
        <p class="note">
          <Button secondary onPress={() => store.choose('goroutine-dump' satisfies LiveProfile)}>
            {t('List Goroutines…')}
          </Button>
        </p>
      )}
    </div>
  );
}

/** The service can be asked for more than a profile tells. */
function hasDump({ title }: ProfileStore): boolean {
  const live = title.value?.live ?? null;
  return live !== null && title.value?.choices.some(({ id }) => id === 'goroutine-dump') === true;
}

/** Those of `GroupsHead`. */
function columnWidths({ comparison, isProfile }: GoroutinesWindow, by: GoroutineGrouping): string {
  const change = { none: [], numbers: ['260px'], counts: ['80px'], 'other-process': ['80px'] }[comparison];
  const state = by === 'state' ? [] : ['minmax(90px, 190px)'];
  const age = isProfile ? [] : ['140px'];
  return ['110px', ...change, 'minmax(240px, 1fr)', ...state, ...age].join(' ');
}

function Notes({ window }: { readonly window: GoroutinesWindow }) {
  const more = window.groupCount - window.groups.length;
  const notes = [
    ...(window.groupCount === 0 ? [t('No goroutine matches.')] : []),
    ...(more > 0 ? [t('{0} more groups are not shown: search, or group by something else.', more)] : []),
    ...(window.isWhole ? [] : [t('The text is cut off: there are more goroutines than these.')]),
    ...(window.isProfile
      ? [t('A profile counts stacks: states are told by them; ages, creators and numbers are in a dump alone.')]
      : []),
    ...(window.comparison === 'other-process'
      ? [t('Numbers of goroutines are those of another process: groups are compared by how many there are.')]
      : []),
  ];
  return notes.length === 0 ? null : <p class="note">{notes.join(' ')}</p>;
}
