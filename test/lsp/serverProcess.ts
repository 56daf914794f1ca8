import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-languageserver/node';
import { engineNotifications } from '../../src/shared/wires/lspMessages';

const root = join(import.meta.dirname, '../..');

/** Bundles the engine as the product is bundled. The caller removes the folder. */
export async function bundleServer(): Promise<{ readonly file: string; readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'leaklens-server-'));
  const file = join(folder, 'server.js');
  await build({
    absWorkingDir: root,
    // Each thread is a bundle of its own, beside the engine's.
    entryPoints: ['src/server.ts', 'src/*Thread.ts'],
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    logLevel: 'silent',
  });
  for (const name of ['tree-sitter.wasm', 'tree-sitter-go.wasm']) {
    await cp(join(root, 'node_modules/@vscode/tree-sitter-wasm/wasm', name), join(folder, name));
  }
  return { file, folder };
}

export interface RunningServer {
  readonly client: MessageConnection;
  /** `leaklens/…` notifications so far, newest last. */
  readonly told: readonly { readonly method: string; readonly params: unknown }[];
  /** Exit code once it has ended. */
  readonly exited: Promise<number | null>;
  /** Ends the server's input, as a client does that dies. */
  closeInput(): void;
  readonly storage: string;
}

/** Runs the bundle with `--stdio`, as any editor would. It is gone when the test ends. */
export async function startServer(
  file: string,
  environment: NodeJS.ProcessEnv = {},
  args: readonly string[] = [],
): Promise<RunningServer> {
  const storage = await mkdtemp(join(tmpdir(), 'leaklens-storage-'));
  const child = spawn(process.execPath, [file, ...args, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...environment, XDG_DATA_HOME: storage },
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const client = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const told: { method: string; params: unknown }[] = [];
  for (const { method } of Object.values(engineNotifications)) {
    client.onNotification(method, (params: unknown) => void told.push({ method, params }));
  }
  child.stdin.on('error', () => undefined);
  client.onError(() => undefined);
  client.listen();
  onTestFinished(async () => {
    client.dispose();
    child.kill('SIGKILL');
    await exited;
    await rm(storage, { recursive: true, force: true });
  });
  return { client, told, exited, closeInput: () => child.stdin.end(), storage };
}
