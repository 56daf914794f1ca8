import { t } from '@vscode/l10n';
import { formatCount } from '../../../src/shared/base/units';
import { useSignalEffect } from '@preact/signals';
import type { SourceWindow } from '../../../src/shared/model/views/sourceView';
import type { ProfileStore } from '../profileStore';
import { moveInLines } from './lineKeys';
import { ListedFunction } from './listedFunction';

/** The source of the selected frame with what each line costs; numbers alone where the source is not here. */
export function SourceTab({ store }: { readonly store: ProfileStore }) {
  useSignalEffect(() => {
    if (store.edition.value > 0) store.ask('source', { frame: store.state.value.selected });
  });
  const window = store.answers.source.value;
  if (window === null) return <p class="note">{t('Reading…')}</p>;
  const rows = Array.from(window.functions.functions.keys());
  if (rows.length === 0) {
    return <p class="note">{t('The selected frame is not in the profile as it is refined. Select another one.')}</p>;
  }
  return (
    <div
      class="source"
      role="grid"
      tabIndex={0}
      aria-label={t('Source lines and what each costs')}
      onKeyDown={moveInLines}
    >
      <div class="source-head" role="row">
        <span role="columnheader">flat</span>
        <span role="columnheader">cum</span>
        <span role="columnheader">{t('line')}</span>
        <span role="columnheader">{t('source')}</span>
      </div>
      {rows.map((row) => (
        <ListedFunction key={row} store={store} window={window} at={row} />
      ))}
      <LeftOut window={window} />
    </div>
  );
}

function LeftOut({ window: { functions, functionCount } }: { readonly window: SourceWindow }) {
  const more = functionCount - functions.functions.length;
  if (more === 0) return null;
  const words =
    more === 1
      ? t('1 more function, which costs less, is not shown.')
      : t('{0} more functions, which cost less, are not shown.', formatCount(more));
  return <p class="note">{words}</p>;
}
