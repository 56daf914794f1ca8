// The leaking service of the demo: real where there is Go, a recording of it where there is not.
import { resolve } from 'node:path';
import { hasGo, serviceSource, startService } from '../go/goService.ts';
import { startFleet, type FleetReplica } from '../../services/fleet/startFleet.ts';
import type { DemoOptions } from './demoOptions.ts';
import { repositoryRoot } from '../paths.ts';
import type { Ending, Endings } from '../process/endings.ts';
import { startReplay } from '../recording/replayServer.ts';
import type { Truth } from '../serving/runningService.ts';

export interface DemoService {
  /** What LeakLens calls it. */
  readonly name: string;
  readonly url: string;
  /** The replicas that are connected as one service; absent where there is one. */
  readonly replicas?: readonly FleetReplica[];
  /** Of a node of Erlang's: the file with its cookie. */
  readonly cookieFile?: string;
  /** Absolute path of the folder with its sources. */
  readonly folder: string;
  readonly isRecording: boolean;
  /** What mends it while it runs, for a person to do. */
  readonly mending: string;
  /** Where goroutines, or monitors, stay behind: absolute path, and the line counted from 1. */
  readonly blocked: { readonly path: string; readonly line: number };
  /** Stops the leak and lets go of what has leaked. A recording goes on as it was recorded. */
  fix(): Promise<void>;
}

/** Devices that connect and disconnect per second, each of which costs 80 KB: a leak that a person can watch. */
const rate = '5';

interface Served {
  readonly url: string;
  readonly replicas?: readonly FleetReplica[];
  fix(): Promise<void>;
}

async function startReal(endings: Endings): Promise<Served> {
  const service = await startService('gateway', { args: ['-leak', '-rate', rate] });
  endings.hold({ dispose: () => service.stop() } satisfies Ending);
  return { url: service.url, fix: () => service.post('/leak/fix') };
}

async function startReplicas(endings: Endings): Promise<Served> {
  const { replicas, leaking } = await startFleet(rate);
  for (const { service } of replicas) endings.hold({ dispose: () => service.stop() } satisfies Ending);
  const named = replicas.map(({ name, url }) => ({ name, url }));
  return { url: leaking.url, replicas: named, fix: () => leaking.service.post('/leak/fix') };
}

async function startRecording(endings: Endings): Promise<Served> {
  const replay = endings.hold(
    await startReplay({ directory: resolve(repositoryRoot, 'test/fixtures/gateway-replay') }),
  );
  return { url: replay.url, fix: () => Promise.reject(new Error('a recording cannot be fixed')) };
}

/** Starts the service, which `endings` holds. Throws when it does not start or does not know its own leak. */
export async function startDemoService(
  { replay, fleet }: Pick<DemoOptions, 'replay' | 'fleet'>,
  endings: Endings,
): Promise<DemoService> {
  const isRecording = replay || !hasGo();
  if (isRecording && fleet) throw new Error('--fleet needs the services themselves, and so Go');
  const running = fleet ? startReplicas : startReal;
  const served = await (isRecording ? startRecording(endings) : running(endings));
  const { sites } = (await (await fetch(`${served.url}/truth`)).json()) as Truth;
  const blocked = sites.find(({ role }) => role === 'blocked');
  if (!blocked) throw new Error(`${served.url}/truth names no line that blocks`);
  const folder = serviceSource('gateway');
  const mending = `curl -X POST ${served.url}/leak/fix`;
  return {
    ...served,
    name: 'gateway',
    mending,
    folder,
    isRecording,
    blocked: { path: resolve(folder, blocked.file), line: blocked.line },
  };
}
