import { t } from '@vscode/l10n';
import { longestSentence } from '../../../src/shared/base/said/cutText';
import { plainText } from '../../../src/shared/base/said/plainText';
import { Button } from '../../base/controls';
import type { PanelStore } from '../panelStore';
import { exceptionsOf } from './exceptions';

/** Which process of a service stands out, by what, and the way to its own charts. */
export function Exceptions({ store }: { readonly store: PanelStore }) {
  const found = exceptionsOf(store.service.value);
  return (
    <div role="status" class="exceptions">
      {found.map(({ targetId, name, exception }) => (
        <div class="exception" key={targetId}>
          <p>{plainText(exception, longestSentence)}</p>
          <Button
            secondary
            label={t('Show the charts of {0}', plainText(name))}
            onPress={() => store.chooseTarget(targetId)}
          >
            {t('Show')}
          </Button>
        </div>
      ))}
    </div>
  );
}
