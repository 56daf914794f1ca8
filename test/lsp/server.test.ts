// The bundled engine as an editor starts it: a process that speaks JSON-RPC over its standard input and output.
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver/node';
import type { DocumentHints } from '../../src/shared/model/hint';
import { clientNotifications, engineNotifications, requests } from '../../src/shared/wires/lspMessages';
import type { Outcome, TargetState } from '../../src/shared/wires/lspMessages';
import type { SnapshotReport } from '../../src/shared/model/report/snapshotReport';
import type { SeriesPoint, SeriesTable } from '../../src/shared/model/series/series';
import type { StoredSnapshot } from '../../src/shared/model/snapshot';
import { freePort } from '../sources/localServer';
import { RecordedService } from '../engine/recordedService';
import { bundleServer, startServer, type RunningServer } from './serverProcess';

const gateway = join(import.meta.dirname, '../services/gateway');
const uri = pathToFileURL(join(gateway, 'gateway.go')).href;

let bundle: Awaited<ReturnType<typeof bundleServer>>;

beforeAll(async () => {
  bundle = await bundleServer();
});

afterAll(() => rm(bundle.folder, { recursive: true, force: true }));

async function start(
  initialize: { readonly initializationOptions?: object; readonly [name: string]: unknown } = {},
): Promise<RunningServer> {
  const server = await startServer(bundle.file);
  await server.client.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { workspace: { workspaceFolders: true } },
    workspaceFolders: [{ uri: pathToFileURL(gateway).href, name: 'gateway' }],
    ...initialize,
    initializationOptions: { ownMessages: true, ...(initialize.initializationOptions ?? {}) },
  });
  await server.client.sendNotification('initialized', {});
  return server;
}

/** The newest hints of the gateway's source. */
function hintsIn({ told }: RunningServer): DocumentHints | undefined {
  return told
    .filter(({ method }) => method === engineNotifications.hints.method)
    .flatMap(({ params }) => (params as { documents: DocumentHints[] }).documents)
    .findLast((document) => document.uri === uri);
}

async function connect({ client }: RunningServer, url: string): Promise<Outcome<TargetState>> {
  return client.sendRequest(requests.connect.method, { url, name: 'gateway' });
}

async function connected(server: RunningServer): Promise<{ service: RecordedService; targetId: string }> {
  const service = await new RecordedService().start();
  const outcome = await connect(server, service.url);
  if (!outcome.ok) throw new Error(outcome.problem.message);
  return { service, targetId: outcome.value.target.id };
}

async function hover({ client }: RunningServer, line: number): Promise<string | null> {
  const answer = await client.sendRequest<{ contents: MarkupContent } | null>('textDocument/hover', {
    textDocument: { uri },
    position: { line, character: 0 },
  });
  return answer?.contents.value ?? null;
}

describe('the engine as a language server', () => {
  it('says what it can', async () => {
    const server = await startServer(bundle.file);
    const answer = await server.client.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
    expect(answer).toMatchObject({
      serverInfo: { name: 'leaklens' },
      capabilities: { hoverProvider: true, textDocumentSync: { openClose: true, change: 2 } },
    });
  });

  it('connects, sends hints, and answers a hover where the line stands now', async () => {
    const server = await start();
    const { targetId } = await connected(server);
    await expect.poll(() => hintsIn(server)?.hints.map(({ line }) => line)).toEqual([24, 32, 37]);
    expect(await hover(server, 37)).toContain('Waiting goroutines main.(*session).receive');
    expect(await hover(server, 36)).toBeNull();

    const text = Array.from({ length: 80 }, (_, line) => `line ${String(line)}`).join('\n');
    await server.client.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'go', version: 1, text },
    });
    await server.client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '\n' }],
    });
    await expect
      .poll(() => hintsIn(server))
      .toMatchObject({ version: 2, hints: [{ line: 25 }, { line: 33 }, { line: 38 }] });
    expect(await hover(server, 38)).toContain('Waiting goroutines');
    await server.client.sendNotification('textDocument/didSave', { textDocument: { uri } });
    await server.client.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await expect
      .poll(() => hintsIn(server))
      .toMatchObject({ version: null, hints: [{ line: 25 }, { line: 33 }, { line: 38 }] });

    expect(await server.client.sendRequest(requests.disconnect.method, { targetId })).toBeNull();
    await expect.poll(() => hintsIn(server)?.hints).toEqual([]);
    expect(await server.client.sendRequest(requests.targets.method, null)).toEqual([]);
  });

  it('answers failures in words, never with an error of the protocol', async () => {
    const server = await start();
    const url = `http://127.0.0.1:${String(await freePort())}`;
    const refused = await connect(server, url);
    expect(refused).toMatchObject({ ok: false, problem: { kind: 'refused' } });
    expect(await connect(server, 'nonsense://')).toMatchObject({ ok: false, problem: { kind: 'bad-url' } });
    for (const { method } of [
      requests.capture,
      requests.deleteSnapshot,
      requests.renameSnapshot,
      requests.snapshotReport,
    ]) {
      const outcome = await server.client.sendRequest(method, { targetId: 'x', id: 'x', name: 'x' });
      expect(outcome).toMatchObject({ ok: false, problem: { kind: 'not-found' } });
    }
  });

  it('serves series, snapshots and their pages, in the folder that it is given', async () => {
    const server = await start();
    const { targetId } = await connected(server);
    const series: Outcome<SeriesTable> = await server.client.sendRequest(requests.series.method, {
      targetId,
      sinceMillis: null,
      maxPoints: 100,
    });
    expect(series).toMatchObject({ ok: true, value: { values: { goroutines: [83] } } });
    const captured: Outcome<StoredSnapshot> = await server.client.sendRequest(requests.capture.method, { targetId });
    if (!captured.ok) throw new Error(captured.problem.message);
    expect(captured.value.directory.startsWith(join(server.storage, 'leaklens'))).toBe(true);
    const page: Outcome<SnapshotReport> = await server.client.sendRequest(requests.snapshotReport.method, {
      id: captured.value.id,
    });
    expect(page).toMatchObject({ ok: true, value: { title: 'Snapshot of gateway' } });
    expect(await server.client.sendRequest(requests.snapshots.method, null)).toMatchObject({
      ok: true,
      value: [{ id: captured.value.id }],
    });
    const told = server.told.map(({ method }) => method);
    for (const { method } of [
      engineNotifications.captureProgress,
      engineNotifications.snapshotsChanged,
      engineNotifications.seriesGrew,
    ]) {
      expect(told).toContain(method);
    }
  });

  it('cancels a capture on request', async () => {
    const server = await start();
    const { service, targetId } = await connected(server);
    service.trouble.set('goroutine?debug=2', 'hang');
    const { CancellationTokenSource } = await import('vscode-languageserver/node');
    const cancel = new CancellationTokenSource();
    const captured = server.client.sendRequest(requests.capture.method, { targetId }, cancel.token);
    await expect.poll(() => service.waiting).toBe(1);
    cancel.cancel();
    expect(await captured).toMatchObject({ ok: false, problem: { kind: 'cancelled' } });
    expect(await readdir(join(server.storage, 'leaklens/snapshots'))).toEqual([]);
  });

  it('refuses to connect in a workspace that is not trusted, until it hears that it is', async () => {
    const server = await start({ initializationOptions: { trusted: false } });
    const service = await new RecordedService().start();
    expect(await connect(server, service.url)).toMatchObject({ ok: false, problem: { kind: 'untrusted' } });
    expect(service.asked).toEqual([]);
    await server.client.sendNotification(clientNotifications.trusted.method, null);
    expect(await connect(server, service.url)).toMatchObject({ ok: true });
  });

  it('does not let settings of any kind make it poll without a pause', async () => {
    const server = await start({ initializationOptions: { settings: { pollIntervalSeconds: 0 } } });
    await connected(server);
    const pollTimes = () =>
      server.told
        .filter(({ method }) => method === engineNotifications.seriesGrew.method)
        .flatMap(({ params }) => (params as { points: SeriesPoint[] }).points.map(({ atMillis }) => atMillis));
    await expect.poll(() => pollTimes().length, { timeout: 10_000 }).toBe(2);
    // A timer may be a millisecond early by the clock on the wall.
    expect(pollTimes()[1]! - pollTimes()[0]!).toBeGreaterThanOrEqual(990);
    await server.client.sendNotification(clientNotifications.settings.method, { pollIntervalSeconds: 'often' });
    await server.client.sendNotification(clientNotifications.settings.method, null);
    expect(await server.client.sendRequest(requests.targets.method, null)).toMatchObject([{ phase: 'connected' }]);
  });

  it('works for an editor that knows no workspace folders and sends next to nothing', async () => {
    const server = await start({ capabilities: {}, workspaceFolders: null, rootUri: pathToFileURL(gateway).href });
    await connected(server);
    await expect.poll(() => hintsIn(server)?.hints).toHaveLength(3);
  });

  it('speaks English when its translation is missing, and says why', async () => {
    const server = await start({ initializationOptions: { l10nBundlePath: join(bundle.folder, 'none.json') } });
    await connected(server);
    await expect.poll(() => hintsIn(server)?.hints.at(-1)?.text).toMatch(/^74 waiting/);
    expect(JSON.stringify(server.told)).toContain('none.json');
  });

  it('speaks the language of its translation', async () => {
    const path = join(bundle.folder, 'bundle.l10n.xx.json');
    await writeFile(path, JSON.stringify({ '{0} waiting': '{0} warten' }));
    const server = await start({ initializationOptions: { l10nBundlePath: path } });
    await connected(server);
    await expect.poll(() => hintsIn(server)?.hints.at(-1)?.text).toMatch(/^74 warten/);
  });
});

describe('the process of the engine', () => {
  it('ends when it is told to, and closes its connections', async () => {
    const server = await start();
    const { service } = await connected(server);
    expect(await server.client.sendRequest('shutdown')).toBeNull();
    await expect.poll(() => service.connections).toBe(0);
    await server.client.sendNotification('exit');
    expect(await server.exited).toBe(0);
  });

  it('ends with its client, even one that says nothing', async () => {
    const server = await start();
    const { service } = await connected(server);
    server.closeInput();
    expect(await server.exited).not.toBeNull();
    await expect.poll(() => service.connections).toBe(0);
  });
});
