// The extension under test, as another extension or a person would meet it: its commands, its exports, a service to look at.
import { resolve } from 'node:path';
import * as vscode from 'vscode';
import type { LeakLensExports } from '../../../src/host/leakLensExports';
import { requests, type Outcome, type TargetState } from '../../../src/shared/wires/lspMessages';
import type { ConnectParams } from '../../../src/shared/model/engineRequests';
import { startReplay, type Replay } from '../../support/recording/replayServer';
import type { ServiceName } from '../../support/serving/runningService';

const extensionId = 'leaklens.leaklens';
const pollMillis = 50;

export async function activateLeakLens(): Promise<LeakLensExports> {
  const extension = vscode.extensions.getExtension<LeakLensExports>(extensionId);
  if (extension === undefined) throw new Error(`${extensionId} is not installed`);
  return extension.activate();
}

/** Folder of all the services' sources, which the window has open: one Go module a service. */
function servicesFolder(): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('the window has no folder');
  return folder.uri.fsPath;
}

export function serviceFile(service: ServiceName, file: string): vscode.Uri {
  return vscode.Uri.file(resolve(servicesFolder(), service, file));
}

export function gatewayFile(): vscode.Uri {
  return serviceFile('gateway', 'gateway.go');
}

/** A leaking gateway as it was recorded: a process of Go that looks real, at a time that the test chooses. */
export interface RecordedGateway extends Replay {
  /** Moves the recording to so many seconds after the start of the service. */
  at(seconds: number): void;
}

/** @param port a free one when left out */
export async function startRecordedGateway(port?: number): Promise<RecordedGateway> {
  let now = 0;
  const directory = resolve(servicesFolder(), '../fixtures/gateway-replay');
  const replay = await startReplay({ directory, elapsedSeconds: () => now, ...(port === undefined ? {} : { port }) });
  return { ...replay, at: (seconds) => (now = seconds) };
}

export async function connect(params: ConnectParams | string): Promise<Outcome<TargetState>> {
  return vscode.commands.executeCommand('leaklens.connect', params);
}

/** Connects and returns the state; fails the test with the problem's words otherwise. */
export async function connected(params: ConnectParams | string): Promise<TargetState> {
  const outcome = await connect(params);
  if (!outcome.ok) throw new Error(`${outcome.problem.message} ${outcome.problem.nextStep}`);
  return outcome.value;
}

export async function disconnectAll(): Promise<void> {
  const { engine } = await activateLeakLens();
  for (const { target } of await engine.request(requests.targets, null)) {
    await vscode.commands.executeCommand('leaklens.disconnect', target.id);
  }
}

/** Asks again until there is an answer. @throws Error naming `what` after `timeoutMillis` */
export async function eventually<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
  timeoutMillis = 20_000,
): Promise<T> {
  const end = Date.now() + timeoutMillis;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > end) throw new Error(`not within ${timeoutMillis} ms: ${what}`);
    await new Promise((again) => setTimeout(again, pollMillis));
  }
}

/** Changes a setting for the person, and gives it back. */
export async function withSetting<T>(id: string, value: unknown, run: () => Promise<T>): Promise<T> {
  const change = (to: unknown) => vscode.workspace.getConfiguration().update(id, to, vscode.ConfigurationTarget.Global);
  await change(value);
  try {
    return await run();
  } finally {
    await change(undefined);
  }
}
