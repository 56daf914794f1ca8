// Entry of the agents' server: constructs the engine, and lets the command line answer what is read once.
import { join } from 'node:path';
import process from 'node:process';
import { version } from '../package.json';
import { commandFace } from './cli/base/commandFace';
import type { CommandAnswer } from './mcp/agentParts';
import { serveAgents } from './mcp/serveAgents';
import { openEngine, proxy, runtimes, tree, words } from './openEngine';
import type { ConnectParams } from './shared/model/engineRequests';
import { defaultSettings } from './shared/model/settings/settings';
import { runProgram } from './sources/processes/runProgram';
import { dataFolder } from './store/dataFolder';
import { fileWithin } from './store/files/fileWithin';
import { systemClock } from './systemClock';
import { problemWords } from './words/problems/problemWords';

const workingDirectory = process.cwd().replaceAll('\\', '/');

/** A verdict is waited for, so it is asked more often than for an editor, within the same budget of cost. */
const settings = { ...defaultSettings, hintsEnabled: false, pollIntervalSeconds: 2 };

/** Serves the agent at the other end of standard input and output until it goes away. */
export async function startAgents({ allowedHosts }: { readonly allowedHosts: readonly string[] }): Promise<void> {
  const start = { storageDirectory: null, settings, trusted: true, librarySourceLink: null };
  const engine = openEngine({ ...commandFace, ...start });
  await engine.setFolders([workingDirectory]);
  process.stdin.once('close', () => {
    engine.dispose();
    process.exit(0);
  });
  serveAgents({
    engine,
    words,
    problemWords,
    runtimes,
    clock: systemClock,
    version,
    workingDirectory,
    allowedHosts,
    runCommand,
    fileWithin: (path) => fileWithin([workingDirectory, dataFolder()], path),
    readSource: (path) => tree.readText(path),
    completed,
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

const limits = { maxOutputBytes: 2 ** 20, timeoutMillis: 120_000 };

/** A process of its own: what a profile of any size needs is given back when it ends. */
async function runCommand(args: readonly string[], signal: AbortSignal): Promise<CommandAnswer> {
  // The bundler puts it beside this bundle.
  const { code, stdout, stderr, stopped } = await runProgram(process.execPath, [join(__dirname, 'cli.js'), ...args], {
    ...limits,
    signal,
  });
  if (code === 0) return { ok: true, text: stdout };
  // What came before the limit is still an answer.
  if (stopped === 'too-large') return { ok: true, text: stdout };
  return { ok: false, words: stderr.trim() || `leaklens ${args[0] ?? ''} was ended: ${stopped ?? 'no answer'}.` };
}
