import { t } from '@vscode/l10n';
import type { GoroutineGrouping, GoroutinesWindow } from '../../../src/shared/model/views/goroutinesView';
import { groupingName } from './groupWords';

/** What stands in the columns: in those of the change and of the ages only where there is anything. */
export function GroupsHead({ window, by }: { readonly window: GoroutinesWindow; readonly by: GoroutineGrouping }) {
  const columns = [
    { name: t('count'), explained: t('goroutines, and their share of all'), isNumber: true },
    ...(window.comparison === 'none'
      ? []
      : [{ name: t('change'), explained: t('against what it is compared with'), isNumber: true }]),
    { name: groupingName(by), explained: t('what they have in common'), isNumber: false },
    ...(by === 'state' ? [] : [{ name: t('state'), explained: t('what most of them wait for'), isNumber: false }]),
    ...(window.isProfile
      ? []
      : [
          {
            name: t('age'),
            explained: t('how long they wait, in whole minutes since a collection first saw them wait'),
            isNumber: false,
          },
        ]),
  ];
  return (
    <div class="group-head" role="row">
      {columns.map(({ name, explained, isNumber }) => (
        <div key={name} role="columnheader" class={isNumber ? 'number' : ''} title={explained}>
          {name}
        </div>
      ))}
    </div>
  );
}
