// The suite that VS Code runs in its extension host. Files named `*.afterReload.test.ts` run in a second extension host,
// after the window was reloaded, which is how a test can see what survives. Which window a file runs in, its name says, too.
import { hostTestFiles } from 'virtual:hostTestFiles';
import { testWindows, windowOf } from '../support/hosts/testWindow';
import { hasDriver, reloadCount, reloadWindow } from './support/screen/driver';
import { addResults, readResults, writeResults } from './support/results';
import { runTestFiles, type TestFile } from './support/runTestFiles';

function isAfterReload({ file }: TestFile): boolean {
  return file.endsWith('.afterReload.test.ts');
}

/** VS Code calls this and ends with an exit code that is not 0 when it rejects. */
export async function run(): Promise<void> {
  const window = testWindows.find((name) => name === process.env['LEAKLENS_TEST_WINDOW']) ?? 'trusted';
  const reloaded = hasDriver() && (await reloadCount()) > 0;
  const own = hostTestFiles.filter(({ file }) => windowOf(file) === window);
  const files = own.filter((file) => isAfterReload(file) === reloaded);
  const results = addResults(await readResults(), await runTestFiles(files));
  await writeResults(results);

  if (hasDriver() && !reloaded && own.some(isAfterReload)) {
    await reloadWindow();
    // This extension host is about to end; the next one continues and says how it went.
    await new Promise(() => undefined);
  }
  if (results.failed > 0) throw new Error(`${results.failed} of the tests in the editor failed`);
}
