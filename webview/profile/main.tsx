import '../base/safeLocale';
import './styles/page.css';
import './styles/flame.css';
import './styles/goroutines.css';
import './styles/graph.css';
import './styles/source.css';
import './styles/memory.css';
import './styles/peekGraph.css';
import './styles/table.css';
import { config } from '@vscode/l10n';
import { render } from 'preact';
import { toProfileViewTypes, type FromProfileView, type ToProfileView } from '../../src/shared/wires/profileMessages';
import { registerControls } from '../base/controls';
import { connectPanelHost } from '../base/panelHost';
import { watchTheme } from '../base/theme';
import { ProfilePage } from './profilePage';
import { ProfileStore } from './profileStore';
import { listenForSteps } from './stepKeys';

/** The view of a profile starts: words, controls, view, and only then the host is told that somebody listens. */
const translation = document.getElementById('l10n')?.textContent ?? '';
if (translation !== '') config({ contents: translation });

registerControls();
const host = connectPanelHost<ToProfileView, FromProfileView>(toProfileViewTypes);
const store = new ProfileStore((message) => host.post(message));
listenForSteps(store);
watchTheme(() => store.readThemeAgain());
host.onMessage((message) => store.receive(message));

const root = document.getElementById('root');
if (root !== null) render(<ProfilePage store={store} />, root);
host.post({ type: 'ready' });
