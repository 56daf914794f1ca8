// VS Code's server, on a loopback port, with a throw-away home.
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';
import process from 'node:process';
import { startOwned, type OwnedProcess } from '../process/ownedProcess.ts';
import { calmSettings } from './calmSettings.ts';
import { vscodeFolder } from './downloads.ts';

const startMillis = 60_000;

export type UserSettings = Readonly<Record<string, unknown>>;

export interface ServerOptions {
  readonly userSettings?: UserSettings;
  /** Added to the environment of the server and so of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Hears every line that the server says; nobody does without it. */
  readonly onLine?: (line: string) => void;
  /** Fills the folder of extensions, which is empty otherwise, before the server looks there. */
  readonly installExtensions?: (extensionsFolder: string) => Promise<void>;
}

export interface WorkbenchServer {
  /** `127.0.0.1:port`. */
  readonly authority: string;
  /** Whoever opens a page needs it: a server that runs code must not answer every program on the machine. */
  readonly token: string;
  /** Throw-away; deleted with the server. */
  readonly folder: string;
  /** The server's exit code, when it has ended for whatever reason. */
  readonly exited: Promise<number>;
  dispose(): Promise<void>;
}

async function writeJson(file: string, value: UserSettings): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(value, undefined, 2));
}

/** The machine's file is where a remote window looks for settings that belong to a machine; it ignores the user's there. */
async function writeSettings(folder: string, settings: UserSettings): Promise<void> {
  await writeJson(resolve(folder, 'User/settings.json'), { ...calmSettings, ...settings });
  await writeJson(resolve(folder, 'Machine/settings.json'), settings);
}

function serverArguments(folder: string, token: string, settings: UserSettings): string[] {
  const asksForTrust = settings['security.workspace.trust.enabled'] === true;
  return [
    ...[resolve(vscodeFolder, 'out/server-main.js'), '--host', '127.0.0.1', '--port', '0'],
    ...['--connection-token', token, '--accept-server-license-terms', '--disable-telemetry'],
    ...(asksForTrust ? [] : ['--disable-workspace-trust']),
    '--enable-smoke-test-driver',
    ...['--user-data-dir', folder, '--server-data-dir', resolve(folder, 'server')],
    ...['--extensions-dir', resolve(folder, 'extensions')],
  ];
}

/** Sockets that a killed server leaves behind go with its folder. Elsewhere the path would be too long for a socket. */
function socketsIn(folder: string): NodeJS.ProcessEnv {
  return process.platform === 'linux' ? { TMPDIR: folder, XDG_RUNTIME_DIR: folder } : {};
}

/** Resolves with the port that the server says it listens on, and keeps reading what it says afterwards. */
function listeningPort(server: OwnedProcess, onLine: (line: string) => void): Promise<string> {
  return new Promise((settle, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`VS Code's server did not start in time:\n${said}`)), startMillis);
    void server.exited.then((code) => {
      clearTimeout(timer);
      reject(new Error(`VS Code's server ended with ${code} before it listened:\n${said}`));
    });
    for (const stream of [server.stdout, server.stderr]) {
      let unfinished = '';
      stream.setEncoding('utf8').on('data', (text: string) => {
        const lines = (unfinished + text).split('\n');
        unfinished = lines.pop() ?? '';
        for (const line of lines) {
          said = `${said}${line}\n`.slice(-4_000);
          onLine(line);
          const port = /agent listening on (\d+)/.exec(line)?.[1];
          if (port === undefined) continue;
          clearTimeout(timer);
          settle(port);
        }
      });
    }
  });
}

/** Throws when the server does not come up; nothing is left running then. */
export async function startServer(options: ServerOptions = {}): Promise<WorkbenchServer> {
  const folder = await mkdtemp(resolve(tmpdir(), 'leaklens-vscode-'));
  const settings = options.userSettings ?? {};
  await writeSettings(folder, settings);
  await options.installExtensions?.(resolve(folder, 'extensions'));
  const token = randomUUID();
  const server = startOwned(process.execPath, serverArguments(folder, token, settings), {
    // An empty gallery: nothing here looks anything up on the network.
    env: { ...process.env, ...socketsIn(folder), EXTENSIONS_GALLERY: '{}', ...options.env },
    removeAfter: [folder],
  });
  try {
    const port = await listeningPort(server, options.onLine ?? (() => undefined));
    return { authority: `127.0.0.1:${port}`, token, folder, exited: server.exited, dispose: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
