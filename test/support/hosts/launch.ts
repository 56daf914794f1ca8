// What @vscode/test-electron starts in place of VS Code: `node launch.ts <folder> --extensionTestsPath=… …`. Opens a
// window on one of the two hosts, runs the suite in it, and leaves nothing running, however it or its parent ends.
import { createWriteStream } from 'node:fs';
import process from 'node:process';
import { Endings } from '../process/endings.ts';
import { hostLogFile } from '../paths.ts';
import { runOnDesktop } from './desktopHost.ts';
import { parseHostArguments, withFolder } from './hostArguments.ts';
import type { HostRun } from './hostRun.ts';
import { makeRestrictedWorkspace } from './restrictedWorkspace.ts';
import { runInWorkbench } from './workbenchHost.ts';

/** Longer than any healthy run; a suite that hangs must not hang whoever waits for it. */
const longestMinutes = Number(process.env['LEAKLENS_TEST_MINUTES'] ?? 12);

const endings = Endings.onSignals();
// Our parent's end of this pipe closes with it, even when it is killed.
process.stdin.on('end', () => void endings.dispose().finally(() => process.exit(1))).resume();

const overdue = setTimeout(() => {
  process.stderr.write(`leaklens: the tests in the editor took longer than ${longestMinutes} minutes\n`);
  void endings.dispose().finally(() => process.exit(1));
}, longestMinutes * 60_000);

async function prepareRun(): Promise<HostRun> {
  const host = parseHostArguments(process.argv.slice(2));
  // A run has several windows, and each adds what it says.
  const log = createWriteStream(process.env['LEAKLENS_TEST_LOG'] ?? hostLogFile, { flags: 'a' });
  if (process.env['LEAKLENS_TEST_WINDOW'] !== 'restricted') return { host, log, userSettings: {}, env: {} };
  const workspace = endings.hold(await makeRestrictedWorkspace());
  const { folder, userSettings, env } = workspace;
  return { host: withFolder(host, folder), log, userSettings, env };
}

try {
  const run = await prepareRun();
  const executable = process.env['LEAKLENS_DESKTOP_EXECUTABLE'];
  process.exitCode = executable ? await runOnDesktop(executable, run, endings) : await runInWorkbench(run, endings);
} catch (error) {
  process.stderr.write(`leaklens: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}
clearTimeout(overdue);
await endings.dispose();
process.exit();
