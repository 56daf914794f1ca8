// Records a gateway that leaks for 100 s and is fixed then, in frames of 5 s, for replayServer.ts.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { profileCounts, readProfile } from '../profiles/readProfile.ts';
import type { ReplayFrame, ReplayManifest } from './replayManifest.ts';
import type { RunningService, Truth } from '../serving/runningService.ts';
import { startStaged } from '../serving/stagedService.ts';

const frameCount = 24;
const frameSeconds = 5;
const fixedAtFrame = 20;
const args = ['-rate', '5', '-leak'];

/** What a frame has, and under which name. */
const bodies: readonly { readonly path: string; readonly file: string }[] = [
  { path: '/debug/pprof/heap', file: 'heap.pb.gz' },
  { path: '/debug/pprof/heap?debug=1', file: 'heap.debug1.txt.gz' },
  { path: '/debug/pprof/goroutine', file: 'goroutine.pb.gz' },
  { path: '/debug/pprof/goroutine?debug=1', file: 'goroutine.debug1.txt.gz' },
  { path: '/debug/pprof/goroutine?debug=2', file: 'goroutine.debug2.txt.gz' },
  { path: '/debug/pprof/cmdline', file: 'cmdline.txt.gz' },
];

/** Writes manifest.json, truth.json and the frames into `folder`, which is emptied first. */
export async function recordReplay(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const service = await startStaged('gateway', { args });
  try {
    const began = performance.now();
    const frames: ReplayFrame[] = [];
    let lastOfLeak = await service.truth();
    for (let index = 0; index < frameCount; index++) {
      await delay(Math.max(0, began + index * frameSeconds * 1000 - performance.now()));
      if (index === fixedAtFrame) await service.post('/leak/fix');
      const truth = await service.truth();
      if (truth.leaking) lastOfLeak = truth;
      frames.push(await recordFrame(service, folder, index, truth));
      console.log(`frame ${index + 1} of ${frameCount}: ${truth.leakedGoroutines} goroutines leaked`);
    }
    const manifest: ReplayManifest = { service: service.name, args, goVersion: lastOfLeak.goVersion, frames };
    await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
    await writeFile(join(folder, 'truth.json'), `${JSON.stringify(lastOfLeak, null, 1)}\n`);
  } finally {
    await service.stop();
  }
}

async function recordFrame(service: RunningService, folder: string, index: number, truth: Truth): Promise<ReplayFrame> {
  const { leaking, fixed, leakedGoroutines, leakedBytes } = truth;
  const files: Record<string, string> = {};
  // While it leaks, the garbage is collected first, so that each frame has a heap of its own. After the fix that would
  // make the runtime return the memory that the last frames are to show.
  if (leaking) await readProfile(`${service.url}/debug/pprof/heap?gc=1`);
  for (const { path, file } of bodies) {
    const body = await readProfile(service.url + path);
    const name = `${String(index).padStart(2, '0')}/${file}`;
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), file.endsWith('.txt.gz') ? gzipSync(body, { level: 9 }) : body);
    files[path] = name;
  }
  return {
    seconds: index * frameSeconds,
    truth: { leaking, fixed, leakedGoroutines, leakedBytes },
    counts: await profileCounts(service.url),
    files,
  };
}
