// Entry of the engine: a language server over IPC (VS Code) or, with --stdio, for any other editor.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { analyser } from './analyse/analyser';
import { createDecoder } from './decode/decoder';
import { serve } from './lsp/serve';
import { createPprofConnector } from './sources/pprofConnector';
import { createSeriesStore } from './store/seriesStore';
import { createSnapshotStore } from './store/snapshotStore';
import { createSourceTree } from './store/sourceTree';

/** Where snapshots go when the client names no folder: the XDG data folder (https://specifications.freedesktop.org/basedir-spec). */
function defaultDirectory(): string {
  return join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'leaklens');
}

serve(createConnection(ProposedFeatures.all), {
  analyser,
  decoder: createDecoder(),
  connector: createPprofConnector(),
  sourceTree: createSourceTree(),
  openStores(directory) {
    const root = directory ?? defaultDirectory();
    return { snapshots: createSnapshotStore({ directory: root }), series: createSeriesStore({ directory: root }) };
  },
});
