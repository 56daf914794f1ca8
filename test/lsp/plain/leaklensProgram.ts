import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-languageserver/node';
import { repositoryRoot } from '../../support/paths';

/** Builds the product into a folder of its own, which the caller removes. */
export async function buildProduct(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'leaklens-product-'));
  await promisify(execFile)(process.execPath, ['esbuild.mjs', `--into=${folder}`], { cwd: repositoryRoot });
  return folder;
}

/** An editor that knows LSP and nothing of LeakLens. */
export interface PlainEditor {
  readonly client: MessageConnection;
  /** Answer of `initialize`. */
  readonly capabilities: Readonly<Record<string, unknown>>;
  /** All that the server told or asked, oldest first. */
  readonly heard: readonly { readonly method: string; readonly params: unknown }[];
  /** Parameters of all that had a method. */
  readonly of: <T>(method: string) => T[];
  readonly exited: Promise<number | null>;
}

const heardMethods = [
  'textDocument/publishDiagnostics',
  'window/showMessage',
  'window/logMessage',
  'window/showDocument',
  'window/workDoneProgress/create',
  '$/progress',
  'client/registerCapability',
  'workspace/inlayHint/refresh',
  'workspace/configuration',
];

/** How an editor starts the server, where it is not `leaklens lsp --stdio` of a folder that {@link buildProduct} made. */
interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
}

/** Starts `leaklens lsp --stdio` as an editor does. It is gone when the test ends. @param answers to what the server asks; null else */
export async function startEditor(
  product: string | ServerCommand,
  initialize: object,
  answers: Readonly<Record<string, unknown>> = {},
): Promise<PlainEditor> {
  const storage = await mkdtemp(join(tmpdir(), 'leaklens-storage-'));
  const { command, args } =
    typeof product === 'string'
      ? { command: process.execPath, args: [join(product, 'cli.js'), 'lsp', '--stdio'] }
      : product;
  const child = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, XDG_DATA_HOME: storage },
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const client = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const heard: { method: string; params: unknown }[] = [];
  client.onUnhandledNotification(({ method, params }) => void heard.push({ method, params }));
  for (const method of heardMethods) {
    client.onNotification(method, (params: unknown) => void heard.push({ method, params }));
    client.onRequest(method, (params: unknown) => {
      heard.push({ method, params });
      return answers[method] ?? null;
    });
  }
  client.onError(() => undefined);
  child.stdin.on('error', () => undefined);
  client.listen();
  onTestFinished(async () => {
    client.dispose();
    child.kill('SIGKILL');
    await exited;
    await rm(storage, { recursive: true, force: true });
  });
  const answer = await client.sendRequest<{ capabilities: Record<string, unknown> }>('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    ...initialize,
  });
  await client.sendNotification('initialized', {});
  const of = <T>(method: string) => heard.filter((one) => one.method === method).map(({ params }) => params as T);
  return { client, capabilities: answer.capabilities, heard, of, exited };
}
