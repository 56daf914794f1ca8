// Entry of the agents' server: an engine, and the agents' tools around it.
import process from 'node:process';
import { serveStandardInput } from './agentTools';
import type { AgentsOptions } from './cli/base/cliParts';
import { commandFace } from './cli/base/commandFace';
import { openEngine, proxy, runtimes, tree, words } from './openEngine';
import { sitePath } from './shared/base/sitePath';
import type { ConnectParams } from './shared/model/engineRequests';
import { defaultSettings } from './shared/model/settings/settings';
import { dataFolder } from './store/dataFolder';

/** A verdict is waited for, so it is asked more often than for an editor, within the same budget of cost. */
const settings = { ...defaultSettings, hintsEnabled: false, pollIntervalSeconds: 2 };

/** Serves the agent at the other end of standard input and output until it goes away. */
export async function startAgents({ allowedHosts, rpc }: AgentsOptions): Promise<void> {
  const start = { storageDirectory: null, settings, trusted: true, librarySourceLink: null };
  const engine = openEngine({ ...commandFace, ...start });
  await engine.setFolders([sitePath(process.cwd())]);
  process.stdin.once('close', () => {
    engine.dispose();
    // What is being kept is kept whole.
    void engine.past.settled().then(() => process.exit(0));
  });
  serveStandardInput({
    engine,
    words,
    runtimes,
    allowedHosts,
    commandOf: (address) => rpc ?? engine.commandOf(address),
    howToAllow: (host) => `they start the server as “leaklens mcp --allow ${host}”`,
    storageDirectory: dataFolder(),
    readSource: (path) => tree.readText(path),
    completed: (params) => ({ ...completed(params), ...(rpc !== undefined && /^beam:/i.test(params.url) && { rpc }) }),
  });
}

/** The same identity as the command line has. */
function completed(params: ConnectParams): ConnectParams {
  const token = process.env['LEAKLENS_TOKEN']?.trim() ?? '';
  return {
    ...(proxy !== null && { proxy }),
    ...(token !== '' && { credentials: { kind: 'bearer', token } as const }),
    ...params,
  };
}
