// Entry of the agents' tools, a bundle of its own: the room `mcp`, with what it needs of others, around whatever engine it is given.
import { join } from 'node:path';
import process from 'node:process';
import { version } from '../package.json';
import { nodeMemoryText } from './cli/commands/nodes/nodeMemoryText';
import { processesText } from './cli/commands/nodes/processesText';
import type { AgentParts, CommandAnswer } from './mcp/agentParts';
import { createToolBox } from './mcp/toolBox';
import { serveAgent } from './mcp/serveAgent';
import type { AgentDoor, PrivateDoor } from './shared/ports/agentDoor';
import { openPrivateDoor } from './sources/net/privateDoor';
import { runProgram } from './sources/processes/runProgram';
import { fileWithin } from './store/files/fileWithin';
import { systemClock } from './systemClock';
import { problemWords } from './words/problems/problemWords';

/** What differs from one face to another. */
export interface AgentSurroundings extends Pick<
  AgentParts,
  'engine' | 'words' | 'runtimes' | 'readSource' | 'completed' | 'allowedHosts' | 'howToAllow' | 'commandOf'
> {
  /** Where snapshots are kept. */
  readonly storageDirectory: string;
}

/** Serves the agent at the other end of standard input and output until it goes away. */
export function serveStandardInput(surroundings: AgentSurroundings): void {
  serveAgent(createToolBox(partsOf(surroundings)));
}

/** The tools for an editor: called by itself, or by programs that join its engine. */
export function openAgentDoor(surroundings: AgentSurroundings, joined: (count: number) => void): AgentDoor {
  const box = createToolBox(partsOf(surroundings));
  let count = 0;
  const changeBy = (by: number) => joined((count += by));
  let door: Promise<PrivateDoor> | null = null;
  const open = () =>
    openPrivateDoor((stream) => {
      changeBy(1);
      stream.once('close', () => changeBy(-1));
      serveAgent(box, stream);
    });
  return {
    intentOf: (call) => box.intentOf(call),
    call: (call, signal) => box.call(call, { signal, progress: () => undefined }),
    address: async () => (await (door ??= open())).address,
    dispose: () =>
      void door?.then(
        (one) => one.dispose(),
        () => undefined,
      ),
  };
}

function partsOf({ storageDirectory, ...surroundings }: AgentSurroundings): AgentParts {
  const { engine } = surroundings;
  return {
    ...surroundings,
    problemWords,
    nodeText: {
      memory: (look) => [...nodeMemoryText(look)].join('\n'),
      processes: (list, question) => [...processesText(list, question)].join('\n'),
    },
    clock: systemClock,
    version,
    runCommand: (args, signal) => runCommand(args, { signal, directory: engine.folders()[0] }),
    fileWithin: (path) => fileWithin([...engine.folders(), storageDirectory], path),
  };
}

const limits = { maxOutputBytes: 2 ** 20, timeoutMillis: 120_000 };

/** A process of its own: what a profile of any size needs is given back when it ends. */
async function runCommand(
  args: readonly string[],
  where: { readonly signal: AbortSignal; readonly directory: string | undefined },
): Promise<CommandAnswer> {
  // The bundler puts it beside this bundle.
  const program = [join(__dirname, 'cli.js'), ...args];
  const { code, stdout, stderr, stopped } = await runProgram(process.execPath, program, { ...limits, ...where });
  if (code === 0) return { ok: true, text: stdout };
  // What came before the limit is still an answer.
  if (stopped === 'too-large') return { ok: true, text: stdout };
  return { ok: false, words: stderr.trim() || `leaklens ${args[0] ?? ''} was ended: ${stopped ?? 'no answer'}.` };
}
