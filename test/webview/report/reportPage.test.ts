/// <reference types="node" />
// The page that `leaklens report` writes, made by the program as it is built, opened from the disk in a real browser.
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { outputFolder, repositoryRoot } from '../../support/paths';
import { startReplay } from '../../support/recording/replayServer';
import { profileBytesFromText } from '../../support/profiles/profileText';
import { chromiumLaunch } from '../../support/workbench/chromiumLaunch';
import { installBrowser } from '../../support/workbench/installWorkbench';

const dist = join(outputFolder, 'report-dist');
const folder = mkdtempSync(join(tmpdir(), 'leaklens-report-'));
const heap = join(repositoryRoot, 'test/fixtures/profiles/heap.pb.gz');
const healthy = join(repositoryRoot, 'test/fixtures/profiles/heap.healthy.pb.gz');
let browser: Browser | undefined;

const leaklens = (...argv: readonly string[]) =>
  execFileSync(process.execPath, [join(dist, 'cli.js'), ...argv], { encoding: 'utf8' });

beforeAll(async () => {
  mkdirSync(dist, { recursive: true });
  execFileSync(process.execPath, ['esbuild.mjs', `--into=${dist}`], { cwd: repositoryRoot });
  await installBrowser();
  browser = await chromium.launch({ ...(await chromiumLaunch(folder)), headless: true });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a page did since it was opened. */
interface Done {
  readonly violations: string[];
  readonly ran: string[];
  readonly copied: string[];
}

interface Opened {
  readonly page: Page;
  readonly html: string;
  readonly requests: readonly string[];
  readonly failures: readonly string[];
  readonly done: () => Promise<Done>;
}

/** Writes a report and opens it. */
async function open(argv: readonly string[], colorScheme: 'light' | 'dark' = 'light'): Promise<Opened> {
  const file = join(folder, 'report.html');
  leaklens('report', ...argv, '--out', file);
  const opened = await openFile(file, colorScheme);
  await opened.page.locator('.flame-scroller').waitFor();
  return opened;
}

async function openFile(file: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Opened> {
  if (browser === undefined) throw new Error('the browser has not been started');
  const page = await browser.newPage({ viewport: { width: 1100, height: 640 }, colorScheme });
  onTestFinished(() => page.close());
  const requests: string[] = [];
  const failures: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => failures.push(error.message));
  await page.addInitScript(watch);
  await page.goto(pathToFileURL(file).href);
  const done = () => page.evaluate(() => (globalThis as unknown as { done: Done }).done);
  return { page, html: readFileSync(file, 'utf8'), requests, failures, done };
}

/** Runs in the page, before anything else does. */
function watch(): void {
  const done: Done = { violations: [], ran: [], copied: [] };
  addEventListener('securitypolicyviolation', (event) => done.violations.push(event.effectiveDirective));
  Object.assign(globalThis, { done, alert: (what: unknown) => done.ran.push(String(what)) });
  navigator.clipboard.writeText = (text) => {
    done.copied.push(text);
    return Promise.resolve();
  };
}

/** How many colours there are in the picture. */
function colors(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.querySelector('canvas');
    const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    const seen = new Set<number>();
    for (let at = 0; at < data.length; at += 4)
      seen.add(((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0));
    return seen.size;
  });
}

/** The table as it is copied for a spreadsheet: flat, cum and name of each row. */
async function copiedTable({ page, done }: Opened): Promise<readonly (readonly [string, string, string])[]> {
  await page.getByRole('tab', { name: 'Top' }).click();
  await page.getByText('CSV').click();
  await expect.poll(async () => (await done()).copied.length).toBe(1);
  const [, ...rows] = ((await done()).copied[0] ?? '').trim().split('\n');
  return rows.map((row) => {
    const cells = row.split(',');
    return [cells[0] ?? '', cells[2] ?? '', (cells[4] ?? '').replaceAll('"', '')];
  });
}

function topRows(...argv: readonly string[]): readonly (readonly [string, string, string])[] {
  const { rows } = JSON.parse(leaklens('top', '--format', 'json', ...argv)) as {
    rows: { flat: number; cum: number; function: string }[];
  };
  return rows.map(({ flat, cum, function: name }) => [String(flat), String(cum), name]);
}

describe('the page of a report', { timeout: 60_000 }, () => {
  it('draws the flame graph, asks nobody, and keeps to its policy', async () => {
    const opened = await open([heap]);
    await expect.poll(() => colors(opened.page)).toBeGreaterThan(10);
    expect(opened.requests.filter((url) => !url.startsWith('blob:'))).toEqual([opened.page.url()]);
    expect(await opened.done()).toEqual({ violations: [], ran: [], copied: [] });
    expect(opened.failures).toEqual([]);
    const policy = await opened.page.locator('meta[http-equiv]').getAttribute('content');
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+' 'sha256-[^']+'; worker-src blob:;/,
    );
  });

  it('has the integers of the table on the command line', async () => {
    const sorted = (rows: readonly (readonly [string, string, string])[]) =>
      rows.map((row) => row.join(' ')).toSorted();
    expect(sorted(await copiedTable(await open([heap])))).toEqual(sorted(topRows(heap)));
    expect(sorted(await copiedTable(await open([heap, '--base', healthy])))).toEqual(
      sorted(topRows(heap, '--base', healthy)),
    );
  });

  it.each([
    [
      'forbids it',
      () => (navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'))),
    ],
    ['has none for it', () => Object.defineProperty(navigator, 'clipboard', { value: undefined })],
  ])('says that nothing was copied where the browser %s', async (_, forbid) => {
    const { page, failures } = await open([heap]);
    await page.evaluate<unknown>(forbid);
    await page.getByRole('tab', { name: 'Top' }).click();
    await page.getByText('CSV').click();
    await page.getByText('Nothing was copied: the browser does not let this page use the clipboard.').waitFor();
    expect(failures).toEqual([]);
  });

  it('begins with what the options say', async () => {
    const { page } = await open([heap, '--sample', 'alloc_objects', '--focus', 'newPool']);
    await page.getByText('newPool', { exact: true }).waitFor();
    expect(
      await page
        .locator('vscode-dropdown')
        .first()
        .evaluate((element) => (element as unknown as { value: string }).value),
    ).toBe('alloc_objects');
  });

  it('leads from the table over the callers, and to no source, which it does not have', async () => {
    const { page } = await open([heap]);
    await page.getByRole('tab', { name: 'Top' }).click();
    await page.getByRole('gridcell', { name: 'reflect.unsafe_NewArray' }).click();
    await page.getByText('Callers and Callees').last().click();
    await page.getByRole('table').getByRole('button', { name: 'reflect.MakeSlice' }).click();
    await page.getByRole('table').getByRole('button', { name: 'main.newPool' }).waitFor();
    expect(await page.getByText('Open Source').count()).toBe(0);
  });

  it('lays out the call graph itself, whatever is refined, and keeps it as a file', async () => {
    const { page, done, requests, failures } = await open([heap]);
    await page.getByRole('tab', { name: 'Call Graph' }).click();
    const titles = () =>
      page.evaluate(() => [...document.querySelectorAll('.graph-node title')].map(({ textContent }) => textContent));
    await expect.poll(titles).toContainEqual(expect.stringMatching(/^reflect\.unsafe_NewArray\n/));
    const whole = (await titles()).length;
    const download = page.waitForEvent('download');
    await page.getByText('Save SVG').click();
    const svg = readFileSync(await (await download).path(), 'utf8');
    expect(svg).toMatch(/^<svg [^]*unsafe_NewArray/);
    await page.locator('.add input').fill('newPool');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await titles()).length).toBeLessThan(whole);
    expect(await done()).toEqual({ violations: [], ran: [], copied: [] });
    expect(failures).toEqual([]);
    expect(requests.filter((url) => !url.startsWith('blob:'))).toEqual([page.url()]);
  });

  it('follows the system into the dark', async () => {
    const { page } = await open([heap], 'dark');
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await background()).toBe('rgb(31, 31, 31)');
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await background()).toBe('rgb(255, 255, 255)');
  });

  it('shows goroutines of a dump and profiles of text, which the command line has decoded', async () => {
    const { page } = await open([join(repositoryRoot, 'test/fixtures/profiles/heap.debug1.txt')]);
    await page.getByRole('tab', { name: 'Top' }).click();
    await page.getByRole('gridcell', { name: 'reflect.unsafe_NewArray' }).waitFor();
  });
});

describe('a hostile profile', { timeout: 60_000 }, () => {
  const names = [
    '</script><script>alert(1)</script>',
    '<!--<script>alert(2)',
    '<img/src=x/onerror=alert(3)>',
    '"onfocus="alert(4)"autofocus="',
    '\u202Egro.live',
    'x'.repeat(100_000),
  ];

  it('is text in the page, and runs nothing', async () => {
    const file = join(folder, 'hostile.pb');
    writeFileSync(
      file,
      profileBytesFromText(names.map((name) => `${name}@/s/${name.slice(0, 30)}.go:1;main.main 1 100`).join('\n')),
    );
    const opened = await open([file, '--no-redact']);
    await opened.page.getByRole('tab', { name: 'Top' }).click();
    await opened.page.getByRole('gridcell', { name: '<img/src=x/onerror=alert(3)>' }).first().waitFor();
    expect(await opened.done()).toEqual({ violations: [], ran: [], copied: [] });
    expect(opened.failures).toEqual([]);
    expect(opened.requests.filter((url) => !url.startsWith('blob:'))).toEqual([opened.page.url()]);
  });
});

describe('what is private', { timeout: 60_000 }, () => {
  const file = join(folder, 'private.pb');
  const labels = async (...argv: readonly string[]) => {
    const { page, html } = await open([file, ...argv]);
    await page.getByRole('tab', { name: 'Top' }).click();
    await page.getByRole('gridcell', { name: 'main.work' }).waitFor();
    return { html, place: await page.locator('.grid-row .place').first().textContent() };
  };

  beforeAll(() => {
    writeFileSync(file, profileBytesFromText('main.work@/home/anna/work.go:3;main.main 1 100 {tenant=acme}'));
  });

  it('is left out unless it is asked for', async () => {
    const { html, place } = await labels();
    expect(place).toBe('user/work.go');
    expect(html).not.toContain('private.pb');
    expect((await labels('--no-redact')).place).toBe('anna/work.go');
    expect(JSON.parse(leaklens('report', file, '--out', join(folder, 'one.html'), '--format', 'json'))).toMatchObject({
      redacted: { labels: 1, accounts: 1 },
    });
  });
});

describe('the page of a watch', { timeout: 120_000 }, () => {
  it('has the findings, the trends, and the flame graph of what grew', async () => {
    const directory = join(repositoryRoot, 'test/fixtures/gateway-replay');
    const replay = await startReplay({ directory, speed: 3 });
    onTestFinished(() => replay.dispose());
    const file = join(folder, 'watch.html');
    const argv = [
      'watch',
      replay.url,
      '--for',
      '15s',
      '--every',
      '500ms',
      '--write',
      `html=${file}`,
      '--format',
      'json',
    ];
    const { stdout } = await promisify(execFile)(process.execPath, [join(dist, 'cli.js'), ...argv], {
      maxBuffer: 2 ** 26,
    });
    const answer = JSON.parse(stdout) as { findings: { title: string }[]; series: Record<string, unknown> };
    const opened = await openFile(file);
    const { page } = opened;
    await page.locator('.flame-scroller').waitFor();
    expect(answer.findings.length).toBeGreaterThan(0);
    const titles = await page.locator('.finding summary').allTextContents();
    expect(titles).toHaveLength(answer.findings.length);
    answer.findings.forEach(({ title }, at) => expect(titles[at]).toContain(title));
    expect(await page.locator('.series polyline').count()).toBeGreaterThan(1);
    await page.getByText('compared with the first poll').waitFor();
    await page.getByRole('tab', { name: 'Top' }).click();
    await page.getByRole('gridcell', { name: 'main.' }).first().waitFor();
    expect(await opened.done()).toEqual({ violations: [], ran: [], copied: [] });
    expect(opened.requests.filter((url) => !url.startsWith('blob:'))).toEqual([page.url()]);
  });
});
