import { effect } from '@preact/signals';
import { toDisposable, type Disposable } from '../../src/shared/base/disposable';
import type { PanelStore } from './panelStore';
import { toRestorableState, type RestorableState } from './restorableState';

/** A webview is told nothing before it is thrown away, so its state is saved as it goes; not on each poll. */
const pauseMillis = 10_000;

/** Saves what the panel shows: at once when the choice changes, else at most every ten seconds. */
export function keepState(store: PanelStore, save: (state: RestorableState) => void, now: () => number): Disposable {
  let savedMillis = -Infinity;
  let saved: RestorableState['choice'] | null = null;
  let savedExplore: string | undefined;
  return toDisposable(
    effect(() => {
      const { loaded, targets, choice, series, explorer } = store;
      if (!loaded.value) return;
      const explore = explorer?.state();
      const parts = { targets: targets.value, choice: choice.value, series: series.value };
      const isSame = parts.choice === saved && JSON.stringify(explore) === savedExplore;
      if (isSame && now() - savedMillis < pauseMillis) return;
      savedMillis = now();
      saved = parts.choice;
      savedExplore = JSON.stringify(explore);
      save(toRestorableState({ ...parts, ...(explore !== undefined && { explore }) }));
    }),
  );
}
