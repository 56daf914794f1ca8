// What an editor may not send: every method of the bundled engine with parameters of other shapes, over its standard input.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  StreamMessageReader,
  type Message,
  type NotificationMessage,
  type ResponseMessage,
} from 'vscode-languageserver/node';
import { clientNotifications, requests } from '../../src/shared/wires/lspMessages';
import { bundleServer } from './serverProcess';

let bundle: Awaited<ReturnType<typeof bundleServer>>;

beforeAll(async () => {
  bundle = await bundleServer();
});

afterAll(() => rm(bundle.folder, { recursive: true, force: true }));

/** An engine as a process, and a client that sends whatever it likes. */
class RawClient {
  private readonly child;
  private readonly waiting = new Map<number, (answer: ResponseMessage) => void>();
  private lastId = 0;
  readonly said: string[] = [];
  readonly logged: string[] = [];

  constructor(storage: string) {
    this.child = spawn(process.execPath, [bundle.file, '--stdio'], { env: { ...process.env, XDG_DATA_HOME: storage } });
    this.child.stderr.on('data', (chunk: Buffer) => this.said.push(chunk.toString()));
    new StreamMessageReader(this.child.stdout).listen((message) => this.take(message));
  }

  static async start(): Promise<RawClient> {
    const storage = await mkdtemp(join(tmpdir(), 'leaklens-wire-'));
    const client = new RawClient(storage);
    onTestFinished(async () => {
      client.child.kill('SIGKILL');
      await once(client.child, 'exit');
      await rm(storage, { recursive: true, force: true });
    });
    return client;
  }

  async initialized(): Promise<this> {
    await this.ask('initialize', { processId: null, rootUri: null, capabilities: {} });
    this.tell('initialized', {});
    return this;
  }

  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  ask(method: string, params: unknown): Promise<ResponseMessage> {
    this.lastId += 1;
    const id = this.lastId;
    const answer = new Promise<ResponseMessage>((resolve) => this.waiting.set(id, resolve));
    this.send({ id, method, ...(params !== undefined && { params }) });
    return answer;
  }

  tell(method: string, params: unknown): void {
    this.send({ method, ...(params !== undefined && { params }) });
  }

  private send(message: object): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.child.stdin.write(body);
  }

  private take(message: Message): void {
    const { id, method, params, result, error } = message as Partial<ResponseMessage & NotificationMessage>;
    if (method === 'leaklens/log') this.logged.push(JSON.stringify(params));
    if (method !== undefined && typeof id === 'number') this.send({ id, result: null });
    if (method !== undefined || (result === undefined && error === undefined)) return;
    this.waiting.get(Number(id))?.(message as ResponseMessage);
    this.waiting.delete(Number(id));
  }
}

const document = { uri: 'file:///w/a.go' };
const start = { line: 0, character: 0 };
const range = { start, end: start };

/** Of each method that has parameters: some that are as they have to be. */
const asked: Readonly<Record<string, object>> = {
  [requests.connect.method]: {
    url: 'nonsense://',
    name: 'n',
    headers: { a: 'b' },
    credentials: { kind: 'basic', user: 'u', password: 'p' },
    tls: { clientCertificate: { kind: 'pem', certificateFile: '/c' }, insecure: false },
    proxy: { forHttp: 'http://p:1', exceptions: ['h'] },
  },
  [requests.lookIntoArchive.method]: { url: 'nonsense://' },
  [requests.disconnect.method]: { targetId: 't' },
  [requests.refresh.method]: { targetId: 't' },
  [requests.kubernetesNamespaces.method]: { context: null },
  [requests.kubernetesPods.method]: { context: null, namespace: 'n' },
  [requests.capture.method]: { targetId: 't' },
  [requests.agentIntent.method]: { name: 'list_targets', input: {} },
  [requests.agentCall.method]: { name: 'list_findings', input: {} },
  [requests.renameSnapshot.method]: { id: 'i', name: 'n' },
  [requests.deleteSnapshot.method]: { id: 'i' },
  [requests.pinSnapshot.method]: { id: 'i', pinned: true },
  [requests.snapshotReport.method]: { id: 'i' },
  [requests.linkedSource.method]: { uri: 'file:///x' },
  [requests.explainMapping.method]: { file: '/a/b.go', path: '/c/b.go' },
  [requests.compareSnapshots.method]: { base: 'b', id: 'i' },
  [requests.exportSnapshot.method]: { id: 'i', directory: tmpdir(), redact: true },
  [requests.openProfile.method]: {
    origin: { kind: 'file', path: '/no/profile.pb' },
    base: { kind: 'snapshot', id: 'i', file: 'f' },
  },
  [requests.profileView.method]: {
    handle: 'h',
    query: {
      view: 'flame',
      scope: {
        sample: '',
        granularity: 'line',
        refinements: [{ kind: 'hide', pattern: 'x' }],
        normalize: true,
        labelLevel: '',
        unit: '',
      },
      ask: {
        from: 0,
        to: 1,
        firstLevel: 0,
        lastLevel: 99,
        resolution: 10,
        order: 'name',
        direction: 'callers',
        of: null,
        search: null,
      },
    },
  },
  [requests.profilePlace.method]: { handle: 'h', frame: { function: 'f', file: '/a/b.go', line: 1 } },
  [requests.lineProfiles.method]: { uri: 'file:///x.go', line: 0 },
  [requests.testFunctions.method]: { uri: 'u' },
  [requests.profileTest.method]: {
    uri: 'u',
    test: { name: 'BenchmarkSplit', kind: 'benchmark' },
    profile: 'cpu',
    count: 1,
    time: '2s',
    setup: { go: '', flags: ['-race'], timeout: '2m', environment: { GOFLAGS: '' } },
  },
  [requests.checkTests.method]: { uri: 'u', test: null, setup: { go: '', flags: [], timeout: '', environment: {} } },
  [requests.showOnLines.method]: {
    handle: 'h',
    name: 'n',
    scope: {
      sample: '',
      granularity: 'line',
      refinements: [{ kind: 'hide', pattern: 'x' }],
      normalize: true,
      labelLevel: '',
      unit: '',
    },
  },
  [requests.closeProfile.method]: { handle: 'h' },
  [requests.setBaseline.method]: { targetId: 't' },
  [requests.clearBaseline.method]: { targetId: 't' },
  [requests.ignoreFinding.method]: { id: 'i', reason: 'r', until: null },
  [requests.stopIgnoring.method]: { id: 'i' },
  [requests.probe.method]: { targetId: 't', id: 'i', probe: 'collect' },
  [requests.holdersProspect.method]: { targetId: 't' },
  [requests.askHolders.method]: { targetId: 't', id: 'i' },
  [requests.askForLeaks.method]: { targetId: 't' },
  [requests.past.method]: { targetId: 't' },
  [requests.pastView.method]: { targetId: 't' },
  [requests.memory.method]: { kind: 'live', targetId: 't' },
  [requests.travel.method]: { targetId: 't', atMillis: 1 },
  [requests.deleteHistory.method]: { targetId: 't' },
  [requests.series.method]: { targetId: 't', sinceMillis: null, maxPoints: 10 },
  'textDocument/hover': { textDocument: document, position: start },
  'textDocument/codeAction': { textDocument: document, range, context: { diagnostics: [{ range, message: 'm' }] } },
  'textDocument/diagnostic': { textDocument: document },
  'textDocument/inlayHint': { textDocument: document, range },
  'workspace/executeCommand': { command: 'leaklens.engine.showPlace', arguments: [1] },
};

const without: readonly string[] = Object.values(requests)
  .map(({ method }) => method)
  .filter((method) => asked[method] === undefined);

const told: Readonly<Record<string, object>> = {
  [clientNotifications.settings.method]: {},
  'textDocument/didOpen': { textDocument: { ...document, languageId: 'go', version: 1, text: 'package a\n' } },
  'textDocument/didChange': {
    textDocument: { ...document, version: 2 },
    contentChanges: [{ range, text: 'x' }, { text: 'y' }],
  },
  'textDocument/didSave': { textDocument: document },
  'textDocument/didClose': { textDocument: document },
  'workspace/didChangeWatchedFiles': { changes: [{ uri: document.uri, type: 2 }] },
};

const others: readonly unknown[] = [null, 7, -1.5, 'text', true, [], {}, [[]], [null], { a: 1 }];

/** Messages with one field, at any depth, of another type or missing; and whole parameters of other types. */
function* misshapen(params: unknown): Generator {
  yield* [undefined, ...others];
  if (typeof params !== 'object' || params === null) return;
  for (const [name, value] of Object.entries(params)) {
    const copy = (field: unknown) =>
      Array.isArray(params) ? params.with(Number(name), field) : { ...params, [name]: field };
    for (const other of misshapen(value)) yield copy(other);
  }
}

const rawErrors =
  /Cannot read|is not a function|is not iterable|undefined|TypeError|RangeError|\[object|Cannot destructure/;

describe('the engine, asked with parameters that no editor should send', () => {
  it.each(Object.entries(asked))('%s: answers, or says which field is wrong', async (method, params) => {
    const client = await (await RawClient.start()).initialized();
    const right = await client.ask(method, params);
    expect(right.error).toBeUndefined();
    const answers = await Promise.all([...misshapen(params)].map((wrong) => client.ask(method, wrong)));
    // Any name is one that a command may have.
    const errors = answers.flatMap(({ error }) =>
      error?.message.startsWith('LeakLens has no command') === true ? [] : (error ?? []),
    );
    expect(errors.length).toBeGreaterThan(10);
    for (const { code, message } of errors) {
      expect([code, message]).toEqual([
        -32602,
        expect.stringMatching(new RegExp(`^${method}: (the parameters|“).* to be .*, and (is|are) .*\\.$`)),
      ]);
    }
    expect(JSON.stringify(answers)).not.toMatch(rawErrors);
    expect((await client.ask(requests.targets.method, null)).result).toEqual([]);
    expect(client.said.join('')).not.toMatch(rawErrors);
  });

  it('takes anything where there is nothing to say', async () => {
    const client = await (await RawClient.start()).initialized();
    for (const method of without) {
      for (const params of [undefined, ...others]) expect((await client.ask(method, params)).error).toBeUndefined();
    }
  });

  it.each(Object.entries(told))('%s: is ignored, and the log says why', async (method, params) => {
    const client = await (await RawClient.start()).initialized();
    const wrongs = [...misshapen(params)];
    for (const wrong of wrongs) {
      // What is changed, saved and closed has to be open.
      if (method !== 'textDocument/didOpen') client.tell('textDocument/didOpen', told['textDocument/didOpen']);
      client.tell(method, wrong);
    }
    client.tell(method, params);
    expect((await client.ask('textDocument/hover', asked['textDocument/hover'])).error).toBeUndefined();
    expect(client.logged.join('\n')).toContain(`A message of the editor was ignored: ${method}: `);
    expect(client.logged.join('\n') + client.said.join('')).not.toMatch(rawErrors);
    expect(client.isAlive).toBe(true);
  });

  it('is not brought down by what belongs to the protocol', async () => {
    const client = await (await RawClient.start()).initialized();
    for (const params of [undefined, ...others]) {
      for (const method of [
        '$/cancelRequest',
        '$/setTrace',
        '$/progress',
        'initialized',
        'window/workDoneProgress/cancel',
      ]) {
        client.tell(method, params);
      }
      client.tell('workspace/didChangeWorkspaceFolders', params);
      client.tell('workspace/didChangeConfiguration', params);
      client.tell('leaklens/refused', params);
      client.tell('nobody/knows', params);
      expect((await client.ask('nobody/knows', params)).error?.code).toBe(-32601);
    }
    expect((await client.ask(requests.targets.method, null)).result).toEqual([]);
    expect(client.logged.join('\n') + client.said.join('')).not.toMatch(rawErrors);
  });

  it.each([
    [undefined, 'the parameters'],
    [null, 'the parameters'],
    [{}, '“capabilities”'],
    [{ capabilities: [] }, '“capabilities”'],
    [{ capabilities: { workspace: 7 } }, '“capabilities.workspace”'],
    [{ capabilities: {}, workspaceFolders: [{ uri: 7 }] }, '“workspaceFolders[0].uri”'],
    [{ capabilities: {}, rootUri: 7 }, '“rootUri”'],
    [{ capabilities: {}, initializationOptions: 7 }, '“initializationOptions”'],
    [{ capabilities: {}, initializationOptions: { trusted: 'no' } }, '“initializationOptions.trusted”'],
    [
      { capabilities: {}, initializationOptions: { storageDirectory: 'here' } },
      '“initializationOptions.storageDirectory”',
    ],
    [{ capabilities: {}, initializationOptions: { settings: 'none' } }, '“initializationOptions.settings”'],
    [{ capabilities: {}, initializationOptions: { targets: [{}] } }, '“initializationOptions.targets[0].url”'],
    [{ capabilities: {}, initializationOptions: { l10nBundlePath: [] } }, '“initializationOptions.l10nBundlePath”'],
  ])('does not begin with %j', async (params, field) => {
    const client = await RawClient.start();
    const { error } = await client.ask('initialize', params);
    expect([error?.code, error?.message]).toEqual([-32602, expect.stringContaining(field)]);
    // A client that does better the next time is served.
    await client.initialized();
    expect((await client.ask(requests.targets.method, null)).result).toEqual([]);
  });

  it('takes settings in part and with mistakes', async () => {
    const client = await RawClient.start();
    const settings = { pollIntervalSeconds: 'often', pathMappings: 7, hintsEnabled: null };
    const initializationOptions = { settings, storageDirectory: null, hostCommands: null };
    expect((await client.ask('initialize', { capabilities: {}, initializationOptions })).error).toBeUndefined();
    client.tell(clientNotifications.settings.method, settings);
    expect((await client.ask(requests.targets.method, null)).result).toEqual([]);
    expect(client.logged.join('')).not.toContain('ignored');
  });
});
