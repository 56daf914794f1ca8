// Entry of the engine: a language server over IPC (VS Code) or, with --stdio, for any other editor.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { analyser } from './analyse/analyser';
import { createDecoder } from './decode/decoder';
import { redactor } from './decode/redact/redactor';
import { verdicts } from './analyse/verdicts/verdicts';
import { createFollowers } from './follow/followers';
import { serve } from './lsp/serve';
import { systemClock } from './shared/systemClock';
import { createGitHistory } from './sources/gitHistory';
import { createKubernetes } from './sources/kubernetes/createKubernetes';
import { createPprofConnector } from './sources/pprofConnector';
import { createLocalTargetFinder } from './sources/processes/localTargetFinder';
import { createBaselineStore } from './store/baselineStore';
import { beginCapture } from './store/captureFolder';
import { createSeriesStore } from './store/seriesStore';
import { createSnapshotStore } from './store/snapshotStore';
import { createSourceTree } from './store/sourceTree';
import { workspaceIgnores } from './store/workspaceIgnores';
import { createGoSourceReader } from './syntax/goSourceReader';
import { findingWords } from './words/findingWords';
import { problemWords } from './words/problemWords';

/** Where snapshots go when the client names no folder: the XDG data folder (https://specifications.freedesktop.org/basedir-spec). */
function defaultDirectory(): string {
  return join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'leaklens');
}

const decoder = createDecoder();
const tree = createSourceTree();
// The bundler puts the parser beside the bundle.
const wasm = { runtime: join(__dirname, 'tree-sitter.wasm'), language: join(__dirname, 'tree-sitter-go.wasm') };
const sources = createGoSourceReader({ tree, wasm });
// Git runs programs that a repository names. It is asked for files of a connected target, and none connects without trust.
const history = createGitHistory();

serve(createConnection(ProposedFeatures.all), {
  analyser,
  verdicts,
  decoder,
  words: findingWords,
  problemWords,
  connector: createPprofConnector(),
  localTargets: createLocalTargetFinder(),
  openKubernetes: (log) => createKubernetes({ log }),
  followers: createFollowers({ analyser, verdicts, decoder, sources, tree, history, clock: systemClock }),
  ignores: workspaceIgnores,
  redactor,
  beginExport: beginCapture,
  readSource: (path) => tree.readText(path),
  sourceChanged: (path) => sources.forget(path),
  openStores(directory) {
    const root = directory ?? defaultDirectory();
    return {
      snapshots: createSnapshotStore({ directory: root }),
      series: createSeriesStore({ directory: root }),
      baselines: createBaselineStore({ directory: root }),
    };
  },
});
