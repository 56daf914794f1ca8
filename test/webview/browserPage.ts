/// <reference types="node" />
// A page of the panel in a real browser, under the real content security policy, as VS Code serves it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import esbuild from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { renderPanelHtml } from '../../src/host/base/panelHtml';
import { chromiumLaunch } from '../support/workbench/chromiumLaunch';
import { installBrowser } from '../support/workbench/installWorkbench';

const origin = 'https://panel.example';

interface Bundle {
  readonly script: string;
  readonly style: string;
}

/** As esbuild.mjs builds what runs in a webview. */
async function bundle(entry: string): Promise<Bundle> {
  const { outputFiles } = await esbuild.build({
    entryPoints: [entry],
    outfile: 'page.js',
    write: false,
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: 'chrome128',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  const textOf = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { script: textOf('.js'), style: textOf('.css') };
}

/** What the page notes about itself from its first moment on. */
interface Watched {
  /** Directives of the policy that something offended. */
  readonly violations: string[];
  /** What hostile text did. */
  readonly ran: string[];
  /** What the panel posted to its host. */
  readonly posted: unknown[];
}

export interface BrowserPage {
  /** A fresh page that has run the bundle. */
  open(size?: { readonly width: number; readonly height: number }): Promise<Page>;
}

/** One browser for the tests of a file; `entry` is what the pages run. */
export function browserPages(entry: string): BrowserPage {
  const folder = mkdtempSync(join(tmpdir(), 'leaklens-panel-'));
  let browser: Browser | undefined;
  let built: Bundle = { script: '', style: '' };
  beforeAll(async () => {
    await installBrowser();
    built = await bundle(entry);
    browser = await chromium.launch({ ...(await chromiumLaunch(folder)), headless: true });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    async open(size = { width: 320, height: 700 }) {
      if (browser === undefined) throw new Error('the browser has not been started');
      const page = await browser.newPage({ viewport: size });
      await serve(page, built);
      await page.addInitScript(watch);
      await page.goto(`${origin}/`);
      return page;
    },
  };
}

async function serve(page: Page, { script, style }: Bundle): Promise<void> {
  const html = renderPanelHtml({
    cspSource: origin,
    nonce: 'n0nce',
    scriptUri: `${origin}/page.js`,
    styleUri: `${origin}/page.css`,
    language: 'en',
    title: 'LeakLens',
    l10nBundle: null,
  });
  await page.route(`${origin}/**`, (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === '/page.js') return route.fulfill({ contentType: 'text/javascript', body: script });
    if (path === '/page.css') return route.fulfill({ contentType: 'text/css', body: style });
    return route.fulfill({ contentType: 'text/html', body: html });
  });
}

/** Runs in the page, before anything else does. */
function watch(): void {
  const watched: Watched = { violations: [], ran: [], posted: [] };
  addEventListener('securitypolicyviolation', (event) => watched.violations.push(event.effectiveDirective));
  const acquireVsCodeApi = () => ({
    postMessage: (message: unknown) => {
      watched.posted.push(message);
      (globalThis as { toHost?: (message: unknown) => void }).toHost?.(message);
    },
    getState: () => undefined,
    setState: () => undefined,
  });
  Object.assign(globalThis, { watched, acquireVsCodeApi, alert: (what: unknown) => watched.ran.push(String(what)) });
}

/** What the page noted so far. */
export function noted(page: Page): Promise<Watched> {
  return page.evaluate(() => (globalThis as unknown as { watched: Watched }).watched);
}
