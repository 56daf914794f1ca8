// The engine as a language server: over IPC (VS Code) or, with --stdio, for any other editor.
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './lsp/serve';
import { checkedMessages } from './lsp/wire/checkedMessages';
import { openEngine, proxy, runtimes, tree, words } from './openEngine';
import type { ConnectParams } from './shared/model/engineRequests';
import { dataFolder } from './store/dataFolder';
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
    completed,
    clock: systemClock,
    openAgents: async ({ engine, storageDirectory }, joined) => {
      const { openAgentDoor } = await import('./agentTools');
      const surroundings = {
        engine,
        words,
        runtimes,
        allowedHosts: [],
        commandOf: (address: string) => engine.commandOf(address),
        howToAllow,
        completed,
        readSource,
      };
      return openAgentDoor({ ...surroundings, storageDirectory: storageDirectory ?? dataFolder() }, joined);
    },
  });
}

/** Who is not our extension says nothing of a proxy. */
function completed(params: ConnectParams): ConnectParams {
  return proxy === null ? params : { proxy, ...params };
}

/** The words of an agent that may ask this machine, and what its person has connected. */
const howToAllow = () => 'they connect to it with the command “LeakLens: Connect to Service…”; then it can be asked';
const readSource = (path: string) => tree.readText(path);
