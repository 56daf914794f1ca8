// Another program in the place of the engine, for what would take a real one a day. The extension is the real one, and so is its
// language client: only the process that it forks is another.
import childProcess from 'node:child_process';
import { resolve } from 'node:path';
import type { EngineClient } from '../../../../src/host/engine/engineClient';
import { requests } from '../../../../src/shared/wires/lspMessages';
import { eventually } from '../leaklens';

/** Runs with `program` as the engine, a bundle beside that of the suite; afterwards the real one runs again. */
export async function withStandIn<T>(engine: EngineClient, program: string, run: () => Promise<T>): Promise<T> {
  const { fork } = childProcess;
  const redirected = (module: string | URL, ...rest: unknown[]): unknown => {
    const isEngine = /[\\/]dist[\\/]server\.js$/.test(String(module));
    return Reflect.apply(fork, childProcess, [isEngine ? resolve(__dirname, program) : module, ...rest]);
  };
  childProcess.fork = redirected as typeof fork;
  try {
    await startAnew(engine);
    return await run();
  } finally {
    childProcess.fork = fork;
    await startAnew(engine);
  }
}

/** As after a crash. */
async function startAnew(engine: EngineClient): Promise<void> {
  const before = await engine.processId();
  if (before !== undefined) process.kill(before, 'SIGKILL');
  await eventually('an engine anew', async () => {
    // A request to the process that is ending is not answered.
    await engine.request(requests.targets, null).catch(() => null);
    const now = await engine.processId();
    return now !== undefined && now !== before;
  });
}
