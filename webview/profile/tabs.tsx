import { t } from '@vscode/l10n';
import type { FunctionComponent } from 'preact';
import type { ProfileTab } from '../../src/shared/wires/profileMessages';
import { FlameTab } from './flame/flameTab';
import { GoroutinesTab } from './goroutines/goroutinesTab';
import { GraphTab } from './graph/graphTab';
import { MemoryTab } from './memory/memoryTab';
import { PeekTab } from './peek/peekTab';
import type { ProfileStore } from './profileStore';
import { SourceTab } from './source/sourceTab';
import { TopTab } from './top/topTab';

interface TabView {
  readonly name: () => string;
  readonly View: FunctionComponent<{ readonly store: ProfileStore }>;
}

/** One entry a tab, a tab that is missing here does not compile. */
const tabs: Readonly<Record<ProfileTab, TabView>> = {
  flame: { name: () => t('Flame Graph'), View: FlameTab },
  top: { name: () => t('Top'), View: TopTab },
  graph: { name: () => t('Call Graph'), View: GraphTab },
  goroutines: { name: () => t('Goroutine Groups'), View: GoroutinesTab },
  peek: { name: () => t('Callers and Callees'), View: PeekTab },
  source: { name: () => t('Source'), View: SourceTab },
  memory: { name: () => t('Memory'), View: MemoryTab },
};

/** The tabs, and the view of the one that is shown. */
export function Tabs({ store }: { readonly store: ProfileStore }) {
  const shown = store.tabs.value;
  const tab = store.shownTab.value;
  const { View } = tabs[tab];
  return (
    <>
      <div class="tabs" role="tablist" aria-label={t('Views of the profile')} onKeyDown={(event) => turn(event, store)}>
        {shown.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            aria-selected={name === tab}
            aria-controls="view"
            tabIndex={name === tab ? 0 : -1}
            onClick={() => store.showTab(name)}
          >
            {tabs[name].name()}
          </button>
        ))}
      </div>
      <div class="view" id="view" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        <View store={store} />
      </div>
    </>
  );
}

/** Arrow keys go from tab to tab. */
function turn(event: KeyboardEvent, store: ProfileStore): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  const shown = store.tabs.value;
  const at = shown.indexOf(store.shownTab.value);
  const next = shown[(at + step + shown.length) % shown.length] ?? 'flame';
  store.showTab(next);
  const list = event.currentTarget;
  if (list instanceof HTMLElement) list.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
}
