// The suite in VS Code's server, with the workbench in a headless browser.
import type { Page } from 'playwright-core';
import { startDriverServer } from '../driver/driverServer.ts';
import { windowDriver } from '../driver/windowDriver.ts';
import type { Endings } from '../process/endings.ts';
import { installGoDebugger } from '../workbench/installGoDebugger.ts';
import { sayTo } from '../workbench/sayTo.ts';
import { startWorkbench } from '../workbench/startWorkbench.ts';
import type { HostRun } from './hostRun.ts';

/** Resolves with the suite's exit code. What it starts is held by `endings`. */
export async function runInWorkbench({ host, log, userSettings, env }: HostRun, endings: Endings): Promise<number> {
  let opened: (page: Page) => void = () => undefined;
  const page = new Promise<Page>((resolve) => (opened = resolve));
  const driver = endings.hold(await startDriverServer(windowDriver(() => page)));
  const workbench = endings.hold(
    await startWorkbench({
      ...host,
      userSettings,
      env: { ...env, LEAKLENS_TEST_DRIVER: driver.url },
      installExtensions: installGoDebugger,
      ...sayTo(log),
    }),
  );
  opened(workbench.page);
  return workbench.exited;
}
