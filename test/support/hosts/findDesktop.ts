// Is there a desktop VS Code for the tests? It needs a screen and, the first time, a download.
import { request } from 'node:https';
import process from 'node:process';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { downloadsFolder } from '../paths.ts';

const updateServer = 'https://update.code.visualstudio.com/api/releases/stable';
const probeMillis = 5_000;

/** Windows and macOS always have one. */
export function hasScreen(): boolean {
  return process.platform !== 'linux' || !!process.env['DISPLAY'] || !!process.env['WAYLAND_DISPLAY'];
}

/** Asks in the way in which the download would: a proxy that only npm knows about is not used by either. */
function canReachUpdateServer(): Promise<boolean> {
  return new Promise((settle) => {
    const asked = request(updateServer, { method: 'HEAD', timeout: probeMillis }, (response) => {
      response.resume();
      settle((response.statusCode ?? 500) < 400);
    });
    asked.on('timeout', () => asked.destroy(new Error('no answer')));
    asked.on('error', () => settle(false));
    asked.end();
  });
}

/**
 * The path of a desktop VS Code, downloaded when need be, or undefined when the tests have to do without. The variable
 * LEAKLENS_TEST_HOST insists: `desktop` (throws when there is none) or `workbench`; LEAKLENS_VSCODE_VERSION chooses.
 */
export async function findDesktop(say: (line: string) => void): Promise<string | undefined> {
  const wish = process.env['LEAKLENS_TEST_HOST'];
  if (wish === 'workbench') return undefined;
  if (wish !== 'desktop') {
    if (!hasScreen()) {
      say('no screen for a desktop VS Code: using the workbench in a headless browser');
      return undefined;
    }
    if (!(await canReachUpdateServer())) {
      say('VS Code cannot be downloaded here: using the workbench in a headless browser');
      return undefined;
    }
  }
  const version = process.env['LEAKLENS_VSCODE_VERSION'] ?? 'stable';
  return downloadAndUnzipVSCode({ version, cachePath: downloadsFolder });
}
