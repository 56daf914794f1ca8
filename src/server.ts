// Entry of the engine: a language server over IPC (VS Code) or, with --stdio, for any other editor. The agents' server takes its engine from
// this bundle, so that the package holds it once.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './lsp/serve';
import { checkedMessages } from './lsp/wire/checkedMessages';
import { openEngine, proxy, runtimes, words } from './openEngine';
import { systemClock } from './systemClock';
import { problemWords } from './words/problems/problemWords';
import { serviceWords } from './words/services/serviceWords';

export { openEngine, proxy, runtimes, tree, words } from './openEngine';

/** Serves the editor at the other end of IPC, or of standard input and output, until it goes away. */
export function serveEditor(): void {
  serve(createConnection(ProposedFeatures.all, { messageStrategy: checkedMessages }), {
    openEngine,
    words,
    problemWords,
    serviceWords,
    runtimes,
    completed: (params) => (proxy === null ? params : { proxy, ...params }),
    clock: systemClock,
  });
}

// Our extension starts this bundle itself; the command line loads it, and calls.
if (require.main === module) serveEditor();
