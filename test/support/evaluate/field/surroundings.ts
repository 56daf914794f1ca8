// What runs beside the services: everything that they ask, and their users.
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { own } from '../../serving/runningService.ts';
import type { BuiltField } from './buildField.ts';
import type { FieldTruth } from './fieldTruth.ts';

/** How often a second every service is asked for an order, beside what it is there for. */
const ordersPerSecond = 25;

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** Runs tools/upstream while `use` works. Gives the environment that tells a service where to ask. */
export async function withUpstream<Result>(
  { programs }: BuiltField,
  use: (environment: Readonly<Record<string, string>>) => Promise<Result>,
): Promise<Result> {
  const child = spawn(join(programs, 'upstream'), [], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stderr.pipe(process.stderr);
  const exited = own(child);
  try {
    const ended = exited.then(({ code }) => {
      throw new Error(`upstream ended with ${code ?? 'a signal'}`);
    });
    ended.catch(() => undefined);
    const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])) as [string];
    const where = Object.entries(JSON.parse(line) as Record<string, string>);
    return await use(Object.fromEntries(where.map(([kind, address]) => [`UPSTREAM_${kind}`, address])));
  } finally {
    await end(child);
  }
}

/** Puts the load on a service while `use` works. */
export async function underLoad<Result>(
  { programs }: BuiltField,
  { truth, url }: { readonly truth: FieldTruth; readonly url: string },
  use: () => Promise<Result>,
): Promise<Result> {
  const quiet = truth.quiet === null ? [] : [`-quiet-from=${truth.quiet[0]}s`, `-quiet-to=${truth.quiet[1]}s`];
  const plan = [`/order?id={id} ${ordersPerSecond}`, ...truth.load];
  const child = spawn(join(programs, 'load'), [`-url=${url}`, ...quiet, ...plan], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  try {
    return await use();
  } finally {
    await end(child);
  }
}
