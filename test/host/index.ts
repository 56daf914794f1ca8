// The suite that VS Code runs in its extension host. Files named `*.afterReload.test.ts` run in a second extension host,
// after the window was reloaded, which is how a test can see what survives. Files named `*.restricted.test.ts` run in a
// window of their own, with a folder that nobody trusts.
import { hostTestFiles } from 'virtual:hostTestFiles';
import { hasDriver, reloadCount, reloadWindow } from './support/driver';
import { addResults, readResults, writeResults } from './support/results';
import { runTestFiles, type TestFile } from './support/runTestFiles';

function isAfterReload({ file }: TestFile): boolean {
  return file.endsWith('.afterReload.test.ts');
}

function isRestricted({ file }: TestFile): boolean {
  return file.endsWith('.restricted.test.ts');
}

/** VS Code calls this and ends with an exit code that is not 0 when it rejects. */
export async function run(): Promise<void> {
  const restricted = process.env['LEAKLENS_TEST_WINDOW'] === 'restricted';
  const reloaded = hasDriver() && (await reloadCount()) > 0;
  const files = hostTestFiles.filter((file) => isAfterReload(file) === reloaded && isRestricted(file) === restricted);
  const results = addResults(await readResults(), await runTestFiles(files));
  await writeResults(results);

  if (hasDriver() && !reloaded && !restricted && hostTestFiles.some(isAfterReload)) {
    await reloadWindow();
    // This extension host is about to end; the next one continues and says how it went.
    await new Promise(() => undefined);
  }
  if (results.failed > 0) throw new Error(`${results.failed} of the tests in the editor failed`);
}
