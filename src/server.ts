// Entry of the engine: a language server over IPC (VS Code) or, with --stdio, for any other editor.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './lsp/serve';
import { checkedMessages } from './lsp/wire/checkedMessages';
import { openEngine, proxy, runtimes, words } from './openEngine';
import { systemClock } from './systemClock';
import { problemWords } from './words/problems/problemWords';
import { serviceWords } from './words/services/serviceWords';

serve(createConnection(ProposedFeatures.all, { messageStrategy: checkedMessages }), {
  openEngine,
  words,
  problemWords,
  serviceWords,
  runtimes,
  completed: (params) => (proxy === null ? params : { proxy, ...params }),
  clock: systemClock,
});
