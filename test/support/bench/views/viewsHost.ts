// Bundled and loaded by benchViews.ts, because it reaches into src: the editor's side of the view of a profile, without an editor, and the
// engine as it is shipped.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import type { Page } from 'playwright-core';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-languageserver/node';
import { renderPanelHtml } from '../../../../src/host/base/panelHtml';
import type { ProfileEngine } from '../../../../src/host/profiles/feed/profileFeedParts';
import { ProfileFeed } from '../../../../src/host/profiles/feed/profileFeed';
import { unpackColumns } from '../../../../src/host/profiles/feed/unpackColumns';
import type { OpenedProfile } from '../../../../src/shared/model/views/profileOrigin';
import type { ViewAnswer } from '../../../../src/shared/model/views/profileView';
import { requests, type Outcome } from '../../../../src/shared/wires/lspMessages';
import type { ProfileViewState } from '../../../../src/shared/wires/profileMessages';
import { postColumns } from '../../postColumns';

const origin = 'https://panel.example';

/** The engine of a production build, as a process of its own. */
export interface BenchEngine {
  readonly client: MessageConnection;
  /** Rejects when the process ends by itself: what it was asked is then never answered. */
  readonly failed: Promise<never>;
  end(): Promise<void>;
}

/** @param storage where it keeps what it keeps */
export async function startEngine(dist: string, storage: string): Promise<BenchEngine> {
  const child = spawn(process.execPath, [join(dist, 'server.js'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, XDG_DATA_HOME: storage },
  });
  const exited = once(child, 'exit');
  const client = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  client.listen();
  await client.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    workspaceFolders: [],
    initializationOptions: { ownMessages: true },
  });
  await client.sendNotification('initialized', {});
  let endOfBench = false;
  const failed = exited.then(([code, signal]) => {
    if (endOfBench) return new Promise<never>(() => undefined);
    throw new Error(`the engine ended with ${String(signal ?? code)}`);
  });
  // Whoever waits for an answer is told; nobody may be waiting.
  failed.catch(() => undefined);
  return {
    client,
    failed,
    end: async () => {
      endOfBench = true;
      client.dispose();
      child.kill();
      await exited;
    },
  };
}

/** To be closed by whoever opened it: the engine lets go of the profile. */
export interface OpenedView extends Pick<BenchEngine, 'failed'> {
  close(): void;
}

/** Opens a file in a page as a click in the editor does: the page is loaded, and asks for what it is about. */
export async function openInPage(
  page: Page,
  { client, failed }: BenchEngine,
  { dist, path }: { readonly dist: string; readonly path: string },
): Promise<OpenedView> {
  const states = new Map<string, ProfileViewState>();
  const nothing = () => undefined;
  const silent = { dispose: nothing };
  const file = { kind: 'file', path } as const;
  const feed = new ProfileFeed({
    engine: engineOver(client),
    subject: {
      name: 'profile',
      detail: path,
      baseName: null,
      memory: null,
      profiles: [{ id: 'file', name: 'profile', title: 'profile', origin: file, base: null, live: null, sample: '' }],
    },
    memory: {
      load: (id) => states.get(id) ?? null,
      save: (id, state) => void states.set(id, state),
      loadChoice: () => null,
      saveChoice: nothing,
    },
    post: (message) => void postColumns(page, message),
    service: { onPoll: () => silent, onConnected: () => silent, goroutines: () => null },
    timeWords: String,
    now: Date.now,
    compare: nothing,
    onLines: { show: nothing, hide: nothing },
    goTo: nothing,
    copy: nothing,
    save: nothing,
    shell: 'posix',
    views: { list: () => [], save: () => Promise.resolve(), forget: () => Promise.resolve() },
    report: (thrown) => process.stderr.write(`${String(thrown)}\n`),
    log: { warn: (text) => process.stderr.write(`${text}\n`) },
  });
  await page.exposeFunction('toHost', (message: unknown) => feed.receive(message));
  await page.addInitScript(becomeWebview);
  await serve(page, dist);
  await page.goto(`${origin}/`);
  return { failed, close: () => feed.dispose() };
}

/** Runs in the page before anything else. The first listener notes when a message arrives. */
function becomeWebview(): void {
  const host = globalThis as unknown as {
    toHost: (message: unknown) => void;
    arrivedAt: number;
    addEventListener: (type: string, listener: () => void) => void;
  };
  host.addEventListener('message', () => {
    host.arrivedAt = performance.now();
  });
  const acquireVsCodeApi = () => ({
    postMessage: (message: unknown) => host.toHost(message),
    getState: () => undefined,
    setState: () => undefined,
  });
  Object.assign(globalThis, { acquireVsCodeApi });
}

function engineOver(client: MessageConnection): ProfileEngine {
  return {
    open: (request) => client.sendRequest<Outcome<OpenedProfile>>(requests.openProfile.method, request),
    view: async (handle, query) => {
      const outcome = await client.sendRequest<Outcome<unknown>>(requests.profileView.method, { handle, query });
      return outcome.ok ? { ok: true, value: unpackColumns(outcome.value) as ViewAnswer } : outcome;
    },
    memory: () => Promise.resolve({ ok: true, value: { atMillis: [], life: [], parts: [] } }),
    // The engine may end before it has answered.
    close: (handle) => void client.sendRequest(requests.closeProfile.method, { handle }).catch(() => undefined),
  };
}

async function serve(page: Page, dist: string): Promise<void> {
  const html = renderPanelHtml({
    cspSource: origin,
    nonce: 'n0nce',
    scriptUri: `${origin}/profile.js`,
    styleUri: `${origin}/profile.css`,
    language: 'en',
    title: 'LeakLens',
    l10nBundle: null,
  }).replace('<body>', '<body class="vscode-dark">');
  const types = { '/profile.js': 'text/javascript', '/profile.css': 'text/css' } as const;
  await page.route(`${origin}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname;
    const contentType = types[path as keyof typeof types] as string | undefined;
    if (contentType === undefined) return route.fulfill({ contentType: 'text/html', body: html });
    return route.fulfill({ contentType, body: await readFile(join(dist, path)) });
  });
}
