// VS Code's workbench in a headless browser: what @vscode/test-electron starts where no desktop VS Code can be had, and
// what takes the pictures.
import { resolve } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { chromiumLaunch } from './chromiumLaunch.ts';
import { linkExtension } from './linkExtension.ts';
import { startServer, type ServerOptions, type WorkbenchServer } from './startServer.ts';
import { workbenchUrl, type WorkbenchPlaces } from './workbenchUrl.ts';

export interface WorkbenchOptions extends ServerOptions, WorkbenchPlaces {
  /** CSS pixels. */
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly deviceScaleFactor?: number;
  /** Hears what VS Code, its extension host and its page say to their consoles. */
  readonly onLog?: (type: string, values: readonly unknown[]) => void;
}

export interface Workbench {
  readonly url: string;
  readonly page: Page;
  /** The suite's exit code, or 1 when the server or the browser ended before it. Never rejects. */
  readonly exited: Promise<number>;
  dispose(): Promise<void>;
}

const defaultViewport = { width: 1440, height: 900 };

async function launchBrowser(server: WorkbenchServer, options: WorkbenchOptions): Promise<BrowserContext> {
  return chromium.launchPersistentContext(resolve(server.folder, 'browser'), {
    ...(await chromiumLaunch(server.folder)),
    headless: true,
    viewport: options.viewport ?? defaultViewport,
    deviceScaleFactor: options.deviceScaleFactor ?? 1,
    // Whoever starts the workbench ends it, in one order for every signal: see process/endings.ts.
    ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
  });
}

/** VS Code's web workbench calls these two functions of its page, when they are there. */
async function listen(page: Page, options: WorkbenchOptions, onExit: (code: number) => void): Promise<void> {
  const log = options.onLog;
  page.on('console', (message) => log?.(`page ${message.type()}`, [message.text()]));
  page.on('pageerror', (error) => log?.('page error', [error.stack ?? error.message]));
  await page.exposeFunction('codeAutomationLog', (type: string, values: unknown[]) => log?.(type, values));
  await page.exposeFunction('codeAutomationExit', (code: unknown) => onExit(typeof code === 'number' ? code : 1));
}

/**
 * The half of a key with which the page seals the secrets of extensions, so that they outlive a reload. What stands before
 * VS Code's server elsewhere serves it; here nothing does.
 */
async function serveSecretKey(page: Page): Promise<void> {
  await page.route('**/mint-key', (route) => route.fulfill({ body: Buffer.alloc(32, 7) }));
}

/** Throws when the server, the browser or the page does not come up; nothing is left running then. */
export async function startWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const server = await startServer(options);
  let context: BrowserContext | undefined;
  const dispose = async () => {
    await context?.close().catch(() => undefined);
    await server.dispose();
  };
  try {
    context = await launchBrowser(server, options);
    const page = context.pages()[0] ?? (await context.newPage());
    const developed = options.extensionPath;
    const extensionPath = developed && (await linkExtension(server.folder, developed));
    const url = workbenchUrl(server, { ...options, ...(extensionPath && { extensionPath }) });
    let settle: (code: number) => void = () => undefined;
    const exited = new Promise<number>((resolved) => (settle = resolved));
    page.once('crash', () => settle(1));
    context.once('close', () => settle(1));
    void server.exited.then(() => settle(1));
    await listen(page, options, settle);
    await serveSecretKey(page);
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    await page.waitForSelector('.monaco-workbench', { timeout: 60_000 });
    return { url, page, exited, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
