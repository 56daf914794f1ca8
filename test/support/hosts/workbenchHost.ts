// The suite in VS Code's server, with the workbench in a headless browser.
import type { Writable } from 'node:stream';
import type { Page } from 'playwright-core';
import { startDriverServer } from '../driver/driverServer.ts';
import { windowDriver } from '../driver/windowDriver.ts';
import type { Endings } from '../process/endings.ts';
import { sayTo } from '../workbench/sayTo.ts';
import { startWorkbench } from '../workbench/startWorkbench.ts';
import type { HostArguments } from './hostArguments.ts';

/** Resolves with the suite's exit code. What it starts is held by `endings`; what VS Code says goes to `log`. */
export async function runInWorkbench(host: HostArguments, log: Writable, endings: Endings): Promise<number> {
  let opened: (page: Page) => void = () => undefined;
  const page = new Promise<Page>((resolve) => (opened = resolve));
  const driver = endings.hold(await startDriverServer(windowDriver(() => page)));
  const workbench = endings.hold(
    await startWorkbench({
      ...host,
      env: { LEAKLENS_TEST_DRIVER: driver.url },
      ...sayTo(log),
    }),
  );
  opened(workbench.page);
  return workbench.exited;
}
