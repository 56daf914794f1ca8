// `npm run soak`: LeakLens in a real VS Code on a service that leaks, polled every second for half an hour, with the memory
// of engine, extension host and panel on paper. Ends by itself; exit status 1 when one of them grows.
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { parseDemoOptions } from './demo/demoOptions.ts';
import { startDemoService } from './demo/demoService.ts';
import { demoSettings } from './demo/demoSettings.ts';
import { webviewWith } from './driver/windowDriver.ts';
import { demoLogFile, repositoryRoot, screenshotsFolder } from './paths.ts';
import { Endings } from './process/endings.ts';
import { descendantsOf, listProcesses } from './soak/memoryOf.ts';
import { reportLines, reportPart, type SoakSample } from './soak/soakReport.ts';
import { installWorkbench } from './workbench/installWorkbench.ts';
import { sayTo } from './workbench/sayTo.ts';
import { startWorkbench } from './workbench/startWorkbench.ts';

const help = `npm run soak -- [--minutes N] [--every SECONDS]

Opens VS Code on a service that leaks, is fixed and leaks again, every three minutes, and lets LeakLens poll it once a
second. Prints the memory of the engine, the extension host and the panel every --every seconds (30), and at the end (30
minutes) whether each of them is flat.
`;

/** So long the service leaks before it is fixed, and the other way round. */
const tideMillis = 90_000;

const samples = new Map<string, SoakSample[]>();
const started = Date.now();

function note(part: string, megabytes: number): string {
  const known = samples.get(part) ?? [];
  known.push({ minute: (Date.now() - started) / 60_000, megabytes });
  samples.set(part, known);
  return `${part} ${megabytes.toFixed(1)} MB`;
}

/** JavaScript heap of the panel after a collection; with the window's own where they share a process. */
async function panelMegabytes(page: Page): Promise<number> {
  const frame = await webviewWith(page, '[role=slider][aria-valuemax]', 30_000);
  // A frame in a process of its own has a session of its own; else it shares the page's.
  const session = await page
    .context()
    .newCDPSession(frame)
    .catch(() => page.context().newCDPSession(page));
  try {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    return usedSize / 1024 / 1024;
  } finally {
    await session.detach();
  }
}

async function sample(page: Page): Promise<string[]> {
  const own = descendantsOf(await listProcesses(), process.pid);
  const engine = own.filter(({ command }) => /dist[/\\]server\.js/.test(command));
  const host = own.filter(({ command }) => command.includes('--type=extensionHost'));
  const said: string[] = [];
  if (engine[0] !== undefined) said.push(note('engine', engine[0].megabytes));
  if (host[0] !== undefined) said.push(note('extension host', host[0].megabytes));
  said.push(note('panel', await panelMegabytes(page)));
  return said;
}

/** False when the signal ended the wait. */
async function waits(millis: number, signal: AbortSignal): Promise<boolean> {
  return delay(millis, true, { signal }).catch(() => false);
}

/** Leaks and heals the service in turns until the soak ends. */
async function turnTides(url: string, signal: AbortSignal): Promise<void> {
  for (let leaks = true; await waits(tideMillis, signal); leaks = !leaks) {
    const paths = leaks ? ['/leak/stop', '/leak/fix'] : ['/leak/start'];
    for (const path of paths) await fetch(url + path, { method: 'POST' });
  }
}

async function soak(endings: Endings, minutes: number, everySeconds: number): Promise<boolean> {
  const options = parseDemoOptions([]);
  const service = await startDemoService({ replay: false, fleet: false }, endings);
  if (service.isRecording) throw new Error('the soak needs Go, to run the service');
  await mkdir(screenshotsFolder, { recursive: true });
  await installWorkbench({ browser: true });
  const workbench = endings.hold(
    await startWorkbench({
      folder: service.folder,
      extensionPath: repositoryRoot,
      openFile: service.blocked,
      userSettings: { ...demoSettings(service, options), 'leaklens.poll.intervalSeconds': 1 },
      ...sayTo(createWriteStream(demoLogFile)),
    }),
  );
  await workbench.page.locator('.activitybar a.action-label[aria-label^="LeakLens"]').first().click();
  const stop = new AbortController();
  const tides = turnTides(service.url, stop.signal);
  const end = started + minutes * 60_000;
  while (Date.now() < end) {
    const said = await sample(workbench.page);
    process.stdout.write(`${((Date.now() - started) / 60_000).toFixed(1).padStart(5)} min  ${said.join('   ')}\n`);
    await delay(Math.max(0, Math.min(everySeconds * 1000, end - Date.now())));
  }
  stop.abort();
  await tides;
  const reports = [...samples].map(([part, held]) => reportPart(part, held));
  process.stdout.write(`\n${reportLines(reports).join('\n')}\n`);
  return samples.size === 3 && reports.every(({ isFlat }) => isFlat);
}

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    every: { type: 'string', default: '30' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const endings = Endings.onSignals();
try {
  if (values.help) process.stdout.write(help);
  else process.exitCode = (await soak(endings, Number(values.minutes), Number(values.every))) ? 0 : 1;
} catch (error) {
  process.stderr.write(`soak: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
await endings.dispose();
process.exit();
