import { t } from '@vscode/l10n';
import { oneForAll, unitsOf } from '../../src/shared/base/shownUnits';
import { pprofCommand } from '../../src/shared/base/pprofCommand';
import type { ProfileViewState } from '../../src/shared/wires/profileMessages';
import { Button } from '../base/controls';
import { framePattern } from './frameWords';
import type { ProfileStore } from './profileStore';

/** Copies the command of pprof that shows the same, where pprof can be given what is looked at. */
export function CopyCommand({ store }: { readonly store: ProfileStore }) {
  const pprof = store.title.value?.pprof ?? null;
  if (pprof === null) return null;
  return (
    <Button
      secondary
      label={t('Copy as go tool pprof command')}
      onPress={() => {
        const { state, sampleType } = store;
        const { type: sample, unit: counted } = sampleType.value;
        // What is counted may have no such unit.
        const isKnown = unitsOf(counted).some(({ name }) => [name, oneForAll].includes(state.value.scope.unit));
        const unit = isKnown ? state.value.scope.unit : '';
        const { label } = store.top.value;
        const isByLabel = state.value.tab === 'top' && label !== '';
        const level = isByLabel ? ({ labelLevel: label, granularity: 'function' } as const) : {};
        const scope = { ...state.value.scope, ...level, sample, unit };
        store.copy(pprofCommand(pprof, scope, reportOf(state.value)));
      }}
    >
      {t('Copy Command')}
    </Button>
  );
}

/** What shows the tab that is looked at. */
function reportOf({ tab, selected }: ProfileViewState): string {
  if (tab === 'top') return '-top';
  const isOne = selected !== null && selected.function !== '';
  return (tab === 'peek' || tab === 'source') && isOne
    ? `${tab === 'peek' ? '-peek' : '-list'}=${framePattern(selected)}`
    : '-http=:';
}
