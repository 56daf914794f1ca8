// Records one of each kind of profile, and the table that tells where it comes from.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { StartOptions } from '../go/goService.ts';
import { readProfile } from '../profiles/readProfile.ts';
import type { RunningService, ServiceName } from '../serving/runningService.ts';
import { startStaged, startStagedWithPaths } from '../serving/stagedService.ts';

interface Shot {
  readonly file: string;
  /** Path and query after `/debug/pprof/`; `stderr` is what the service has written there. */
  readonly asked: string;
  readonly shows: string;
}

interface Session {
  readonly service: ServiceName;
  readonly options: StartOptions;
  /** Without -trimpath. */
  readonly withPaths?: boolean;
  /** How long the service runs first. */
  readonly seconds: number;
  /** Switches that are moved after that. */
  readonly posts?: readonly string[];
  readonly shots: readonly Shot[];
}

const sessions: readonly Session[] = [
  {
    service: 'blog',
    options: { args: ['-leak', '-rate', '400'], env: { GODEBUG: 'gctrace=1' } },
    seconds: 8,
    shots: [
      {
        file: 'heap.pb.gz',
        asked: 'heap?gc=1',
        shows: 'a leak at reflect.MakeSlice, and a memtable that is none',
      },
      { file: 'heap.debug1.txt', asked: 'heap?debug=1', shows: 'the same as text, with runtime.MemStats' },
      { file: 'allocs.pb.gz', asked: 'allocs', shows: 'the same, by what was ever allocated' },
      { file: 'gctrace.txt', asked: 'stderr', shows: 'GODEBUG=gctrace=1 of the whole run' },
    ],
  },
  {
    service: 'channelmap',
    options: { args: ['-leak', '-interval', '100ms'] },
    seconds: 6,
    posts: ['/leak/stop', '/channel/fill?mb=256'],
    shots: [
      { file: 'heap.map.pb.gz', asked: 'heap?gc=1', shows: 'a map that keeps its capacity; the channel is dropped' },
      { file: 'heap.idle.debug1.txt', asked: 'heap?debug=1', shows: 'the same, with 256 MB idle in runtime.MemStats' },
    ],
  },
  {
    service: 'gateway',
    options: { args: ['-leak', '-rate', '100', '-max', '40'] },
    seconds: 150,
    shots: [
      { file: 'goroutine.pb.gz', asked: 'goroutine', shows: '40 goroutines blocked on a channel send' },
      { file: 'goroutine.debug1.txt', asked: 'goroutine?debug=1', shows: 'the same as text' },
      { file: 'goroutine.debug2.txt', asked: 'goroutine?debug=2', shows: 'the full dump, with creators and minutes' },
    ],
  },
  {
    service: 'gateway',
    options: { args: ['-leak', '-rate', '20', '-forget', '-max', '12'], experiment: 'goroutineleakprofile' },
    seconds: 3,
    shots: [
      { file: 'goroutineleak.pb.gz', asked: 'goroutineleak', shows: '12 goroutines that the runtime proves leaked' },
      { file: 'goroutineleak.debug1.txt', asked: 'goroutineleak?debug=1', shows: 'the same as text' },
      {
        file: 'goroutineleak.debug2.txt',
        asked: 'goroutineleak?debug=2',
        shows: 'the dump, with (leaked) in its headers',
      },
    ],
  },
  {
    service: 'sentinel',
    options: { args: ['-leak', '-interval', '200ms'] },
    withPaths: true,
    seconds: 2,
    posts: ['/leak/stop'],
    shots: [
      { file: 'goroutine.paths.pb.gz', asked: 'goroutine', shows: 'absolute file names, built without -trimpath' },
      { file: 'goroutine.paths.debug2.txt', asked: 'goroutine?debug=2', shows: 'the same as a full dump' },
    ],
  },
  {
    service: 'healthy',
    options: { args: ['-rate', '1000'] },
    seconds: 15,
    shots: [
      { file: 'cpu.pb.gz', asked: 'profile?seconds=5', shows: '5 s of CPU time' },
      { file: 'block.pb.gz', asked: 'block', shows: 'contention, cumulative since the start' },
      { file: 'block.debug1.txt', asked: 'block?debug=1', shows: 'the same as text' },
      { file: 'mutex.pb.gz', asked: 'mutex', shows: 'contended mutexes, cumulative since the start' },
      { file: 'mutex.debug1.txt', asked: 'mutex?debug=1', shows: 'the same as text' },
      { file: 'threadcreate.pb.gz', asked: 'threadcreate', shows: 'stacks padded with the address 0, as Go 1.26 does' },
      { file: 'threadcreate.debug1.txt', asked: 'threadcreate?debug=1', shows: 'the same as text' },
      { file: 'heap.healthy.pb.gz', asked: 'heap?gc=1', shows: 'a cache that is full: no leak' },
      { file: 'goroutine.healthy.debug2.txt', asked: 'goroutine?debug=2', shows: 'many that wait, none leaked' },
      { file: 'heap.delta.pb.gz', asked: 'heap?seconds=5', shows: 'the difference that 5 s make, also negative' },
      { file: 'index.html', asked: '', shows: "pprof's index page" },
    ],
  },
];

/** Writes a file for each shot, and README.md, into `folder`, which is emptied first. */
export async function recordProfiles(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const rows: string[] = [];
  for (const session of sessions) {
    console.log(`${session.service} ${(session.options.args ?? []).join(' ')}: ${session.seconds} s`);
    rows.push(...(await recordSession(session, folder)));
  }
  await writeFile(join(folder, 'README.md'), `${introduction}${rows.join('\n')}\n`);
}

const introduction = `# Profiles of the services

Recorded from the programs in \`test/services\` by \`node test/support/recordService.ts profiles\`, which also writes this
page. All of them are real and unedited. Paths are after \`/debug/pprof/\`.

| file | shows | program | path | Go |
|---|---|---|---|---|
`;

async function recordSession(session: Session, folder: string): Promise<string[]> {
  const start = session.withPaths === true ? startStagedWithPaths : startStaged;
  const service = await start(session.service, session.options);
  try {
    await delay(session.seconds * 1000);
    for (const post of session.posts ?? []) await service.post(post);
    const { goVersion } = await service.truth();
    const rows: string[] = [];
    for (const shot of session.shots) {
      await writeFile(join(folder, shot.file), await take(service, shot));
      rows.push(`| ${shot.file} | ${shot.shows} | \`${command(session)}\` | \`${shot.asked || '/'}\` | ${goVersion} |`);
    }
    return rows;
  } finally {
    await service.stop();
  }
}

async function take(service: RunningService, { asked }: Shot): Promise<Buffer | string> {
  if (asked === 'stderr') return service.stderr();
  return readProfile(`${service.url}/debug/pprof/${asked}`);
}

function command({ service, options, posts }: Session): string {
  const env = Object.entries(options.env ?? {}).map(([key, value]) => `${key}=${value} `);
  const then = (posts ?? []).map((post) => `, then POST ${post}`);
  return `${env.join('')}${service} ${(options.args ?? []).join(' ')}${then.join('')}`;
}
