// The engine as a language server: over IPC (VS Code) or, with --stdio, for any other editor.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './lsp/serve';
import { checkedMessages } from './lsp/wire/checkedMessages';
import { openEngine, proxy, runtimes, words } from './openEngine';
import { systemClock } from './systemClock';
import { problemWords } from './words/problems/problemWords';
import { serviceWords } from './words/services/serviceWords';

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
