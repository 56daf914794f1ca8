import { t } from '@vscode/l10n';
import { longestSentence } from '../../../src/shared/base/said/cutText';
import { plainText } from '../../../src/shared/base/said/plainText';
import type { PanelReplica } from '../../../src/shared/wires/panelMessages';
import { Button } from '../../base/controls';
import type { PanelStore } from '../panelStore';
import { exceptionsOf } from './exceptions';

/** Which process of a service, or which version, stands out, by what, and the way to its own charts: of a version to those of its first process. */
export function Exceptions({ store }: { readonly store: PanelStore }) {
  const found = oneOfEach(exceptionsOf(store.service.value));
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

/** What is said of several is said once. */
function oneOfEach(all: readonly PanelReplica[]): readonly PanelReplica[] {
  return all.filter(({ exception }, at) => all.findIndex((other) => other.exception === exception) === at);
}
