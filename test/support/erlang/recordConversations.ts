// Follows the programs of test/services/beam-erlang, and writes down what they were asked and what they answered:
// `npm run record conversations`. Arguments: the folder, and the names of those that are recorded alone.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { createNodeLooks } from '../../../src/follow/beam/openNodes';
import { systemClock } from '../../../src/systemClock';
import { FakeClock } from '../fakeClock';
import { healthyCalls, leakCases, taggedCase } from './beamCases';
import { packConversation } from './conversation';
import { buildPlacelessPrograms, erlangPrograms } from './erlangPrograms';
import { followNode } from './followNode';
import { recordingConnector, type Recorder } from './recordingConnector';
import {
  erlangRelease,
  releaseWithTags,
  startErlangMachine,
  tagged,
  type ErlangMachine,
  type RealNode,
} from './realNode';

const rounds = 17;
const pauseMillis = 2200;
const limits = { timeoutMillis: 10_000, maxBodyBytes: 2 ** 26 };

/** Five thousand processes that sleep are as healthy as a few, and a hundred times the bytes. */
const tooLarge: ReadonlySet<string> = new Set(['sleepers']);

async function recordConversations(directory: string, only: readonly string[]): Promise<void> {
  const isWanted = (name: string) => only.length === 0 || only.includes(name);
  mkdirSync(directory, { recursive: true });
  const machine = await startErlangMachine();
  const write: Write = (name, { exchanges }, rounds) => {
    const conversation = { node: `${name}@localhost`, creation: 1, rounds, exchanges };
    writeFileSync(join(directory, `${name}.conversation`), packConversation(conversation));
  };
  try {
    if (isWanted('looks')) await recordLooks(machine, write);
    const leaking = leakCases.map(({ program }) => [program, 'start', program] as const);
    const { program } = taggedCase;
    const hasTags = erlangRelease() >= releaseWithTags;
    if (!hasTags) console.log(`${program} needs OTP ${releaseWithTags}: its conversation stays as it was`);
    const withTags = hasTags ? [[program, 'start', program] as const] : [];
    const healthy = healthyCalls
      .filter((call) => !tooLarge.has(call))
      .map((call) => ['healthy', call, `healthy_${call}`] as const);
    // A few at a time: a node that has to wait for a processor looks like one that leaks.
    const all = [...leaking, ...withTags, ...healthy].filter(([, , name]) => isWanted(name));
    for (let from = 0; from < all.length; from += 4) {
      await Promise.all(all.slice(from, from + 4).map((one) => recordRounds(machine, one, write)));
    }
  } finally {
    await machine.dispose();
  }
}

/** @param name also that of the node */
type Write = (name: string, recorder: Recorder, rounds: readonly number[]) => void;

const programs = buildPlacelessPrograms();

/** A node whose name says nothing of the machine. */
const started = (machine: ErlangMachine, name: string, program: string, call: string): Promise<RealNode> =>
  machine.start({
    name: `${name}@localhost`,
    args: [...(program === taggedCase.program ? tagged : []), '-pa', programs, '-s', program, call],
  });

async function recordRounds(
  machine: ErlangMachine,
  [program, call, name]: readonly [string, string, string],
  write: Write,
): Promise<void> {
  const node = await started(machine, name, program, call);
  const recorder = recordingConnector(node);
  const clock = new FakeClock(0);
  const { cookie } = node;
  const address = `beam:${name}@localhost`;
  const followed = await followNode({ address, cookie, connector: recorder.connector, clock, folder: erlangPrograms });
  const startedAt = performance.now();
  const at: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await clock.advance(Math.round(performance.now() - startedAt) - clock.now());
    at.push(clock.now());
    const findings = await followed.round();
    if (round === rounds - 1) console.log(name, findings.map(({ kind, confidence }) => `${kind} ${confidence}`).join());
    await delay(pauseMillis);
  }
  followed.dispose();
  write(name, recorder, at);
  await node.kill();
}

/** What the commands of a person ask who looks once. */
async function recordLooks(machine: ErlangMachine, write: Write): Promise<void> {
  const node = await started(machine, 'looks', 'monitor_pool', 'start');
  const recorder = recordingConnector(node);
  const { signal } = new AbortController();
  const looks = createNodeLooks(recorder.connector, systemClock);
  const open = await looks.open('beam:looks@localhost', { ...limits, cookie: node.cookie }, signal);
  await open.memory(signal);
  await open.processes({ by: 'monitored-by', windowMillis: 1000, limit: 3 }, signal);
  open.dispose();
  write('looks', recorder, [0]);
  await node.kill();
}

void recordConversations(process.argv[2] ?? '', process.argv.slice(3)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
