import { t } from '@vscode/l10n';
import { formatCount } from '../../src/shared/base/units';
import type { LinesShown } from '../../src/shared/model/views/profileLines';
import { Button } from '../base/controls';
import type { ProfileStore } from './profileStore';

/** Shows on the source lines of the workspace what they cost here, or no longer; says on how many. */
export function LinesToggle({ store }: { readonly store: ProfileStore }) {
  const shown = store.onLines.value;
  return (
    <span class="on-lines">
      <span class="detail" role="status">
        {shown === null ? '' : shownWords(shown)}
      </span>
      <Button
        secondary={shown === null}
        label={
          shown === null
            ? t('Show on the source lines of the workspace what each costs here, as it is filtered')
            : t('Take what is shown off the source lines again')
        }
        onPress={() => store.showOnLines(shown === null)}
      >
        {shown === null ? t('Show on Lines') : t('Hide from Lines')}
      </Button>
    </span>
  );
}

function shownWords({ lines, files, left }: LinesShown): string {
  if (lines === 0 && left === 0) return t('no line of this workspace is in it');
  const said =
    lines === 1
      ? t('on 1 line')
      : files === 1
        ? t('on {0} lines of 1 file', formatCount(lines))
        : t('on {0} lines in {1} files', formatCount(lines), formatCount(files));
  return left === 0 ? said : t('{0}; of {1} the source has changed', said, left);
}
