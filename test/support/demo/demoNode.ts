// The leaking node of the demo: a pool of Erlang's that monitors the same process again and again.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { erlangPrograms, running } from '../erlang/erlangPrograms.ts';
import { cookieFile, hasErlang, startErlangMachine } from '../erlang/realNode.ts';
import type { Endings } from '../process/endings.ts';
import type { DemoService } from './demoService.ts';

/** Starts the node, which `endings` holds. Throws where there is no Erlang. */
export async function startDemoNode(endings: Endings): Promise<DemoService> {
  if (!hasErlang()) throw new Error('--runtime beam needs Erlang: erl is not on the PATH');
  const machine = endings.hold(await startErlangMachine());
  const node = await machine.start({ name: 'shop', args: running('monitor_pool') });
  const path = join(erlangPrograms, 'monitor_pool.erl');
  const lines = readFileSync(path, 'utf8').split('\n');
  return {
    name: 'shop',
    url: `beam:127.0.0.1:${node.port}`,
    cookieFile: cookieFile(node),
    mending: 'press Enter in this terminal',
    folder: erlangPrograms,
    isRecording: false,
    blocked: { path, line: lines.findIndex((line) => line.includes('erlang:monitor(process')) + 1 },
    fix: () => node.call('monitor_pool', 'mend'),
  };
}
