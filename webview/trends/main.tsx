import '../base/safeLocale';
import 'uplot/dist/uPlot.min.css';
import './styles/base.css';
import './styles/head.css';
import './styles/charts.css';
import './styles/legend.css';
import './styles/widths.css';
import './styles/explore.css';
import './styles/contrast.css';
import { config } from '@vscode/l10n';
import { render } from 'preact';
import { registerControls } from '../base/controls';
import { connectPanelHost } from '../base/panelHost';
import type { FromPanel, ToPanel } from '../../src/shared/wires/panelMessages';
import { PanelStore } from './panelStore';
import { parseRestorableState } from './restorableState';
import { keepState } from './keepState';
import { watchTheme } from '../base/theme';
import { createTimeWords } from './timeWords';
import { TrendsEditor } from './explore/trendsEditor';
import { TrendsPanel } from './trendsPanel';

/**
 * The trends panel starts: words, controls, state, view, and only then the host is told that somebody listens. The page lives
 * until VS Code throws it away whole, so nothing here is ever disposed.
 */
const translation = document.getElementById('l10n')?.textContent ?? '';
if (translation !== '') config({ contents: translation });

const now = () => Date.now();
registerControls();
const host = connectPanelHost<ToPanel, FromPanel>(['state', 'targets', 'grew', 'past']);
const root = document.getElementById('root');
const store = new PanelStore((message) => host.post(message), root?.dataset['place'] === 'editor' ? 'editor' : 'panel');
const earlier = parseRestorableState(host.loadState());
if (earlier !== null) store.restore(earlier);

watchTheme(() => store.readThemeAgain());
host.onMessage((message) => store.receive(message));
keepState(store, (state) => host.saveState(state), now);

if (root !== null) {
  const times = createTimeWords(document.documentElement.lang || 'en', now);
  const { explorer } = store;
  render(
    explorer === null ? (
      <TrendsPanel store={store} times={times} />
    ) : (
      <TrendsEditor store={store} explorer={explorer} times={times} />
    ),
    root,
  );
}
host.post({ type: 'ready' });
