// The suite in a desktop VS Code, whose window is reached over the debugging port that every Electron program offers.
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright-core';
import { startDriverServer } from '../driver/driverServer.ts';
import { windowDriver } from '../driver/windowDriver.ts';
import type { Endings } from '../process/endings.ts';
import { environmentWithout } from '../process/environment.ts';
import { startOwned } from '../process/ownedProcess.ts';
import { calmSettings } from '../workbench/calmSettings.ts';
import { installGoDebugger } from '../workbench/installGoDebugger.ts';
import type { UserSettings } from '../workbench/startServer.ts';
import type { HostRun } from './hostRun.ts';

const windowMillis = 30_000;

/** Electron takes no port 0 that it would tell us: another program could take this one, in which case the tests fail. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** The workbench's window, once it is there; the connection is made at the first call. */
function windowFinder(port: number): { page: () => Promise<Page>; dispose: () => Promise<void> } {
  let browser: Browser | undefined;
  const find = async (): Promise<Page> => {
    const end = Date.now() + windowMillis;
    for (;;) {
      browser ??= await chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => undefined);
      const pages = browser?.contexts().flatMap((context) => context.pages()) ?? [];
      const found = pages.find((page) => page.url().includes('workbench'));
      if (found) return found;
      if (Date.now() > end) throw new Error(`no VS Code window behind debugging port ${port}`);
      await delay(200);
    }
  };
  let found: Page | undefined;
  const page = async () => (found ??= await find());
  return { page, dispose: async () => browser?.close() };
}

/** The settings that the workbench host has too, in a home that is thrown away. */
async function throwAwayHome(settings: UserSettings): Promise<string> {
  const folder = await mkdtemp(resolve(tmpdir(), 'leaklens-vscode-'));
  await mkdir(resolve(folder, 'User'));
  await writeFile(resolve(folder, 'User/settings.json'), JSON.stringify({ ...calmSettings, ...settings }));
  await installGoDebugger(resolve(folder, 'extensions'));
  return folder;
}

/** What @vscode/test-electron gave that has no place in this window. */
function isReplaced(argument: string, settings: UserSettings): boolean {
  if (argument === '--disable-workspace-trust') return settings['security.workspace.trust.enabled'] === true;
  return /^--(user-data|extensions)-dir=/.test(argument);
}

/** Resolves with VS Code's exit code. What it starts is held by `endings`. */
export async function runOnDesktop(executable: string, run: HostRun, endings: Endings): Promise<number> {
  const { host, log, userSettings } = run;
  const port = await freePort();
  const finder = endings.hold(windowFinder(port));
  const driver = endings.hold(await startDriverServer(windowDriver(finder.page)));
  const home = await throwAwayHome(userSettings);
  // A terminal inside VS Code hands down the variable that turns Electron into Node.
  const env = environmentWithout('ELECTRON_RUN_AS_NODE');
  const own = [`--user-data-dir=${home}`, `--extensions-dir=${resolve(home, 'extensions')}`];
  const given = host.all.filter((argument) => !isReplaced(argument, userSettings));
  const code = startOwned(executable, [...given, ...own, `--remote-debugging-port=${port}`], {
    env: { ...env, ...run.env, LEAKLENS_TEST_DRIVER: driver.url },
    removeAfter: [home],
  });
  endings.hold({ dispose: () => code.stop() });
  code.stdout.pipe(log, { end: false });
  code.stderr.pipe(log, { end: false });
  return code.exited;
}
