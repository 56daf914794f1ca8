// `go tool pprof -http` on the same file, until its flame graph stands in the same browser.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { errors, type Browser, type Page } from 'playwright-core';

/** Whoever waits longer has gone. By then it has taken many gigabytes. */
const timeoutMillis = 3 * 60_000;
/** For a browser that still reads what it was sent. */
const closingMillis = 10_000;

export interface PprofPage {
  /** Until it stood there, or until nobody waited any longer. */
  readonly seconds: number;
  /** `ended`: pprof or the browser's page ended before, as both do where memory is short. */
  readonly outcome: 'drawn' | 'late' | 'ended';
}

/** Null where there is no Go. The page can be too much for the browser, so that it has one of its own. @param folder where pprof may keep what it keeps */
export async function openWithPprof(
  launch: () => Promise<Browser>,
  file: string,
  folder: string,
): Promise<PprofPage | null> {
  const found = spawnSync('go', ['tool', '-n', 'pprof'], { encoding: 'utf8' });
  if (found.status !== 0) return null;
  const address = `localhost:${String(await freePort())}`;
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 1100, height: 700 } });
  const began = performance.now();
  const child = spawn(found.stdout.trim(), ['-symbolize=none', '-no_browser', `-http=${address}`, file], {
    stdio: 'ignore',
    env: { ...process.env, PPROF_TMPDIR: folder },
  });
  const exited = once(child, 'exit');
  try {
    const drawn = untilDrawn(page, `http://${address}/ui/flamegraph`, began + timeoutMillis);
    // Without pprof its address refuses, as before it listens: nothing else tells the two apart.
    const outcome = await Promise.race([drawn, exited.then(() => 'ended' as const)]);
    return { seconds: (performance.now() - began) / 1000, outcome };
  } finally {
    child.kill();
    await exited;
    await Promise.race([browser.close(), new Promise((done) => setTimeout(done, closingMillis))]);
  }
}

/** The server listens when it has read the file, and answers when it has added up. */
async function untilDrawn(page: Page, address: string, end: number): Promise<PprofPage['outcome']> {
  while (performance.now() < end && !page.isClosed()) {
    const timeout = Math.max(1, end - performance.now());
    try {
      await page.goto(address, { timeout, waitUntil: 'domcontentloaded' });
      await page.locator('.boxbg').first().waitFor({ state: 'attached', timeout });
      return 'drawn';
    } catch (error) {
      if (error instanceof errors.TimeoutError) return 'late';
      if (!String(error).includes('ERR_CONNECTION_REFUSED')) return 'ended';
      await new Promise((done) => setTimeout(done, 50));
    }
  }
  return 'late';
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
