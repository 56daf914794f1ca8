// `npm run test:host`: the tests inside VS Code. On a desktop VS Code where one can be downloaded and shown, otherwise in
// the same workbench in a headless browser; the same suite, the same entry (@vscode/test-electron), the same exit code. It
// runs in one window after the other: see hosts/testWindow.ts.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import process from 'node:process';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { findDesktop } from './hosts/findDesktop.ts';
import { chosenWindows, type TestWindow } from './hosts/testWindow.ts';
import { hostLogFile, hostResultsFile, outputFolder, repositoryRoot } from './paths.ts';
import { codeServer } from './workbench/downloads.ts';
import { installWorkbench } from './workbench/installWorkbench.ts';

const suite = resolve(repositoryRoot, 'dist/test/host/index.js');
const folder = process.env['LEAKLENS_TEST_FOLDER'] ?? resolve(repositoryRoot, 'test/services');
const extension = process.env['LEAKLENS_TEST_EXTENSION'] ?? repositoryRoot;

function say(line: string): void {
  process.stderr.write(`leaklens: ${line}\n`);
}

interface SuiteRun {
  readonly desktop: string | undefined;
  /** Where the suite leaves its results and what VS Code said; each window adds to those before. */
  readonly runFolder: string;
}

/** Runs the suite in one window. */
async function runSuite({ desktop, runFolder }: SuiteRun, window: TestWindow): Promise<number> {
  try {
    return await runTests({
      // Node takes the place of VS Code: launch.ts, its first argument, opens the window and hands on the exit code.
      vscodeExecutablePath: process.execPath,
      launchArgs: [resolve(import.meta.dirname, 'hosts/launch.ts'), folder, '--user-data-dir=-', '--extensions-dir=-'],
      extensionDevelopmentPath: extension,
      extensionTestsPath: suite,
      extensionTestsEnv: {
        LEAKLENS_TEST_RESULTS: resolve(runFolder, basename(hostResultsFile)),
        LEAKLENS_TEST_LOG: resolve(runFolder, basename(hostLogFile)),
        LEAKLENS_TEST_WINDOW: window,
        LEAKLENS_DESKTOP_EXECUTABLE: desktop,
      },
    });
  } catch (error) {
    if (error instanceof TestRunFailedError) return error.code ?? 1;
    throw error;
  }
}

/** A folder of its own for each run, so that two at once do not mix; the last to end leaves the files that stay. */
async function runInOwnFolder(desktop: string | undefined, windows: readonly TestWindow[]): Promise<number> {
  await mkdir(outputFolder, { recursive: true });
  const runFolder = await mkdtemp(resolve(outputFolder, 'host-run-'));
  try {
    let failure = 0;
    for (const window of windows) {
      const code = await runSuite({ desktop, runFolder }, window);
      failure ||= code;
    }
    return failure;
  } finally {
    for (const file of [hostResultsFile, hostLogFile]) {
      await rename(resolve(runFolder, basename(file)), file).catch(() => undefined);
    }
    await rm(runFolder, { recursive: true, force: true });
  }
}

/** The suite writes its counts as it ends; without them it did not get that far. */
async function reportCounts(host: string): Promise<boolean> {
  const text = await readFile(hostResultsFile, 'utf8').catch(() => undefined);
  if (text === undefined) {
    say(`the suite ended without counts in ${host}; what VS Code said is in ${hostLogFile}`);
    return false;
  }
  const { passed, failed } = JSON.parse(text) as { passed: number; failed: number };
  say(`${passed} passed, ${failed} failed in ${host}; what VS Code said is in ${hostLogFile}`);
  return passed > 0 && failed === 0;
}

async function main(): Promise<number> {
  if (!existsSync(suite)) {
    say(`${suite} is missing: run \`npm run test:host\`, which builds it first`);
    return 1;
  }
  const windows = chosenWindows(process.env['LEAKLENS_TEST_WINDOW']);
  const desktop = await findDesktop(say);
  if (!desktop) await installWorkbench({ browser: true });
  await rm(hostResultsFile, { force: true });
  const code = await runInOwnFolder(desktop, windows);
  const isWell = await reportCounts(desktop ?? `${codeServer.package} ${codeServer.version}`);
  return code === 0 && !isWell ? 1 : code;
}

process.exitCode = await main();
