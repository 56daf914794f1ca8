// The demo in the desktop VS Code that is installed, with a home of its own: nothing of the person's set-up is touched.
import { existsSync, realpathSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, resolve } from 'node:path';
import process from 'node:process';
import { hasScreen } from '../hosts/findDesktop.ts';
import { repositoryRoot } from '../paths.ts';
import { environmentWithout } from '../process/environment.ts';
import { startOwned, type OwnedProcess } from '../process/ownedProcess.ts';
import { calmSettings } from '../workbench/calmSettings.ts';
import type { DemoService } from './demoService.ts';

/** The program beside the `code` command, for each way in which VS Code is installed. */
const besideCommand = {
  darwin: ['../../../MacOS/Electron', '../../../MacOS/Code'],
  win32: ['../Code.exe'],
  other: ['../code'],
};

/**
 * The program that the `code` command on the PATH starts, or undefined. The command itself will not do: it lets VS Code
 * go, so that it would outlive the demo. In a remote terminal the command is another one, and nothing is beside it.
 */
export function findInstalledDesktop(): string | undefined {
  if (!hasScreen()) return undefined;
  const command = process.platform === 'win32' ? 'code.cmd' : 'code';
  const { [process.platform]: own, other } = besideCommand as Partial<Record<string, string[]>> & { other: string[] };
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const found = resolve(folder, command);
    if (!existsSync(found)) continue;
    const commandFolder = dirname(realpathSync(found));
    const program = (own ?? other).map((path) => resolve(commandFolder, path)).find((path) => existsSync(path));
    if (program) return program;
  }
  return undefined;
}

export interface DesktopDemo {
  readonly program: string;
  readonly service: DemoService;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Opens a window of its own; its process ends when the person closes it. */
export async function openDesktop({ program, service, settings }: DesktopDemo): Promise<OwnedProcess> {
  const home = await mkdtemp(resolve(tmpdir(), 'leaklens-demo-'));
  await mkdir(resolve(home, 'User'));
  await writeFile(resolve(home, 'User/settings.json'), JSON.stringify({ ...calmSettings, ...settings }));
  // A terminal inside VS Code hands down the variable that turns Electron into Node.
  const env = environmentWithout('ELECTRON_RUN_AS_NODE');
  const { path, line } = service.blocked;
  const windowArguments = [
    ...[`--user-data-dir=${home}`, `--extensions-dir=${resolve(home, 'extensions')}`, '--new-window'],
    ...[`--extensionDevelopmentPath=${repositoryRoot}`, '--disable-workspace-trust', '--skip-welcome'],
    ...['--skip-release-notes', '--disable-telemetry', service.folder, '--goto', `${path}:${line}`],
  ];
  return startOwned(program, windowArguments, { env, removeAfter: [home] });
}
