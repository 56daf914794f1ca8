import '../base/safeLocale';
import '../profile/styles/page.css';
import '../profile/styles/peekGraph.css';
import '../profile/styles/flame.css';
import '../profile/styles/goroutines.css';
import '../profile/styles/graph.css';
import '../profile/styles/source.css';
import '../profile/styles/table.css';
import './styles/colors.css';
import './styles/watched.css';
import { config } from '@vscode/l10n';
import { render } from 'preact';
import { reportElements, type ReportPage } from '../../src/shared/wires/reportPage';
import { registerControls } from '../base/controls';
import { watchTheme } from '../base/theme';
import { ProfileStore } from '../profile/profileStore';
import { listenForSteps } from '../profile/stepKeys';
import { followSystemTheme } from './followSystemTheme';
import { PageEngine } from './pageEngine';
import { ReportFeed } from './reportFeed';
import { ReportView } from './reportView';
import { savePicture } from './savePicture';
import { unpack } from './unpack';

/** The page of a report: the view of a profile as the editor shows it, with the profiles and what answers for them inside. */
const textOf = (id: string) => document.getElementById(id)?.textContent ?? '';
const translation = textOf(reportElements.words);
if (translation !== '') config({ contents: translation });

// The command line wrote it, from the same contract.
const page = JSON.parse(textOf(reportElements.data)) as ReportPage;

followSystemTheme();
registerControls();
let engine: Promise<PageEngine> | null = null;
const feed = new ReportFeed({
  page,
  engine: () => (engine ??= unpack(textOf(reportElements.engine)).then((script) => new PageEngine(script))),
  post: (message) => store.receive(message),
  save: savePicture,
  // Where a page does not come from this machine and is not encrypted, there is no clipboard at all.
  copy: async (text) => navigator.clipboard.writeText(text),
});
const store = new ProfileStore((message) => feed.receive(message), { hasEditor: false });
listenForSteps(store);
watchTheme(() => store.readThemeAgain());

const root = document.getElementById('root');
if (root !== null) render(<ReportView page={page} store={store} />, root);
feed.receive({ type: 'ready' });
