// The view of a profile in a real browser over the engine as it is shipped, beside a library that draws flame graphs and beside pprof's page.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { promisify } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright-core';
import { bundleScript } from '../../bundleScript.ts';
import { repositoryRoot } from '../../paths.ts';
import { chromiumLaunch } from '../../workbench/chromiumLaunch.ts';
import { installBrowser } from '../../workbench/installWorkbench.ts';
import type { BenchRow } from '../benchRow.ts';
import { benchedHostile, hostileRow } from './benchHostile.ts';
import { drawWithLibrary } from './benchFlamePeer.ts';
import { openWithPprof } from './benchPprofPage.ts';
import { hasGroups, isDrawn, isOpen, scrollFrames, sortMillis, zoomFrames } from './viewsInPage.mjs';
import type * as Host from './viewsHost.ts';

const dist = resolve(repositoryRoot, 'dist');
const size = { width: 1100, height: 700 };
const rounds = 5;
const zoomSteps = 240;
const scrollSteps = 120;
const timeoutMillis = 2 * 60_000;

/** Needs a production build in dist/. */
export async function benchViews(): Promise<BenchRow[]> {
  await installBrowser();
  const folder = await mkdtemp(join(tmpdir(), 'leaklens-bench-'));
  const options = { ...(await chromiumLaunch(folder)), headless: true };
  const launch = () => chromium.launch(options);
  const browser = await launch();
  const bench = new ViewsBench({ folder, browser, launch });
  try {
    await bench.begin();
    const [flame, table, dump] = [await bench.flameRows(), await bench.tableRows(), await bench.dumpRows()];
    return [...flame, ...table, ...dump, ...(await bench.hostileRows())];
  } finally {
    await bench.end();
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Browsing {
  readonly folder: string;
  readonly browser: Browser;
  readonly launch: () => Promise<Browser>;
}

/** Said of its page. */
const pprofEnds = { drawn: '', late: ', which had not come', ended: ', which ended without one' } as const;

class ViewsBench {
  private readonly folder: string;
  private readonly browser: Browser;
  private readonly launch: () => Promise<Browser>;
  private script = '';
  private host: typeof Host | undefined;
  private engine: Host.BenchEngine | undefined;

  constructor({ folder, browser, launch }: Browsing) {
    this.folder = folder;
    this.browser = browser;
    this.launch = launch;
  }

  async begin(): Promise<void> {
    this.script = await bundleScript(resolve(import.meta.dirname, 'viewsInNode.ts'));
    const host = await bundleScript(resolve(import.meta.dirname, 'viewsHost.ts'));
    this.host = ((await import(host)) as { default: typeof Host }).default;
    this.engine = await this.host.startEngine(dist, this.folder);
  }

  async end(): Promise<void> {
    await this.engine?.end();
  }

  async flameRows(): Promise<BenchRow[]> {
    const file = await this.write('write-deep');
    const tree = join(this.folder, 'tree');
    const laidOut = JSON.parse(await this.run(['layout', file, tree])) as { boxes: number; millis: number[] };
    const opened = await this.opened(file, isDrawn);
    const frames = await opened.page.evaluate(zoomFrames, zoomSteps);
    const memory = await privateMegabytes(this.browser);
    await opened.page.close();
    const library = await drawWithLibrary(this.browser, tree);
    const pprof = await openWithPprof(this.launch, file, this.folder);
    const boxes = laidOut.boxes.toLocaleString('en');
    return [
      {
        name: `flame graph of ${boxes} boxes laid out`,
        unit: 'ms',
        ours: median(laidOut.millis),
        peer: { name: 'd3-flame-graph, laid out and drawn', value: library },
        budget: { most: 200 },
      },
      { ...inFrames('zooming it, a frame', frames, median), budget: { most: 8 } },
      { ...inFrames('zooming it, the worst frame', frames, (all) => Math.max(...all)), budget: { most: 16 } },
      {
        name: 'first picture of 100 MB from the click, engine running',
        unit: 's',
        ours: opened.seconds,
        peer: pprof && {
          name: `flame graph page of go tool pprof -http${pprofEnds[pprof.outcome]}`,
          value: pprof.seconds,
        },
        budget: { most: 3 },
      },
      { name: 'memory of the page then', unit: 'MB', ours: memory, peer: null, budget: { most: 300 } },
    ];
  }

  async tableRows(): Promise<BenchRow[]> {
    const { page } = await this.opened(await this.write('write-wide'), isOpen);
    await page.getByRole('tab', { name: 'Top' }).click();
    await page.locator('.grid-row .cell').first().waitFor({ timeout: timeoutMillis });
    const first = await page.evaluate(sortMillis, 'name');
    const sorts: number[] = [];
    for (const column of ['cum', 'flat', 'name', 'cum', 'name']) sorts.push(await page.evaluate(sortMillis, column));
    const frames = await page.evaluate(scrollFrames, scrollSteps);
    await page.close();
    const sorted = { unit: 'ms', peer: null } as const;
    return [
      { ...sorted, name: 'table of 500,000 rows in another order', ours: median(sorts), budget: { most: 300 } },
      { ...sorted, name: 'the same by name for the first time', ours: first, budget: null },
      { ...inFrames('scrolling it, a frame', frames, median), budget: { most: 8 } },
      { ...inFrames('scrolling it, the worst frame', frames, (all) => Math.max(...all)), budget: { most: 16 } },
    ];
  }

  async dumpRows(): Promise<BenchRow[]> {
    const file = await this.write('write-dump');
    const { page, seconds } = await this.opened(file, hasGroups);
    await page.close();
    const name = 'goroutines of a dump of 100,000 from the click';
    return [{ name, unit: 's', ours: seconds, peer: null, budget: { most: 1.5 } }];
  }

  async hostileRows(): Promise<BenchRow[]> {
    const rows: BenchRow[] = [];
    for (const [way, name] of Object.entries(benchedHostile)) {
      const path = await this.write(way);
      rows.push(
        await hostileRow(name, async (prepare) => {
          const page = await this.browser.newPage({ viewport: size });
          await prepare(page);
          const view = await this.open(page, path);
          return { page, end: () => (view.close(), page.close()) };
        }),
      );
    }
    return rows;
  }

  private open(page: Page, path: string): Promise<Host.OpenedView> {
    const { host, engine } = this;
    if (host === undefined || engine === undefined) throw new Error('nothing was begun');
    return host.openInPage(page, engine, { dist, path });
  }

  /** Opened some times, the median of them; the last page is left open. @param isThere runs in the page */
  private async opened(
    path: string,
    isThere: () => boolean,
  ): Promise<{ readonly page: Page; readonly seconds: number }> {
    const seconds: number[] = [];
    for (let round = 1; ; round += 1) {
      const page = await this.browser.newPage({ viewport: size });
      // Read once, as whoever clicks has just recorded or downloaded it.
      await readFile(path);
      const began = performance.now();
      const view = await this.open(page, path);
      const there = page.waitForFunction(isThere, undefined, { timeout: timeoutMillis, polling: 'raf' });
      await Promise.race([there, view.failed]);
      seconds.push((performance.now() - began) / 1000);
      if (round === rounds) return { page, seconds: median(seconds) };
      view.close();
      await page.close();
    }
  }

  private async write(way: string): Promise<string> {
    const file = join(this.folder, way === 'write-dump' ? 'dump.txt' : `${way}.pb.gz`);
    await this.run([way, file]);
    return file;
  }

  private async run(words: readonly string[]): Promise<string> {
    const flags = ['--max-old-space-size=8192', this.script, ...words];
    const { stdout } = await promisify(execFile)(process.execPath, flags, { timeout: timeoutMillis });
    return stdout;
  }
}

function inFrames(name: string, frames: readonly number[], of: (all: readonly number[]) => number) {
  return { name, unit: 'ms', ours: of(frames), peer: null } as const;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** What the largest page of the browser has for itself: what stands in files is shared by all. Linux alone tells; NaN elsewhere. */
async function privateMegabytes(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(async ({ id }) => {
      const status = await readFile(`/proc/${String(id)}/status`, 'utf8').catch(() => '');
      const of = (what: string) => Number(new RegExp(`^${what}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 1024;
      return of('RssAnon') + of('RssShmem');
    });
  return Math.max(...(await Promise.all(sizes)));
}
