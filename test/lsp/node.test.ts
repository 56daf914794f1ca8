// The real engine, as an editor starts it, connected to a real node: the story of a leak from its line to the end of it.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { termCodec } from '../../src/decode/etf/termCodec';
import type { DocumentHints, LineHint } from '../../src/shared/model/hint';
import { atom } from '../../src/shared/model/beam/term';
import type { SnapshotReport } from '../../src/shared/model/report/snapshotReport';
import type { StoredSnapshot } from '../../src/shared/model/snapshot';
import type { TargetFindings } from '../../src/shared/wires/findingView';
import { engineNotifications, requests, type Outcome, type TargetState } from '../../src/shared/wires/lspMessages';
import { createErlangConnector } from '../../src/sources/erlang/erlangConnector';
import { erlangPrograms } from '../support/erlang/erlangPrograms';
import { hasErlang, startErlangMachine, type ErlangMachine, type RealNode } from '../support/erlang/realNode';
import { bundleServer, startServer, type RunningServer } from './serverProcess';

const loopWatch = pathToFileURL(join(import.meta.dirname, '../support/hostile/loopWatch.mjs')).href;

/** Longer, and a person sees that the editor waits. */
const longestTurnMillis = 200;

const signal = new AbortController().signal;

describe.skipIf(!hasErlang())('the engine, connected to a node', () => {
  let bundle: Awaited<ReturnType<typeof bundleServer>>;
  let machine: ErlangMachine;
  beforeAll(async () => {
    bundle = await bundleServer();
    machine = await startErlangMachine();
  }, 60_000);
  afterAll(async () => {
    await machine.dispose();
    await rm(bundle.folder, { recursive: true, force: true });
  });

  /** A workspace with the program, compiled there. */
  async function workspace(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'leaklens-node-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    for (const name of ['monitor_pool.erl', 'ledger.erl']) await cp(join(erlangPrograms, name), join(folder, name));
    await compile(folder);
    return folder;
  }

  /** @param storageDirectory of the editor, which outlives its engine */
  async function openEditor(folder: string, node: RealNode, storageDirectory?: string, own: object = {}) {
    const loopFile = join(folder, 'longest-turn');
    const environment = {
      ...node.environment,
      LEAKLENS_LOOP_FILE: loopFile,
      NODE_OPTIONS: `--import ${loopWatch}`,
    };
    const server = await startServer(bundle.file, environment);
    const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'pool' }];
    // A busy machine may take longer to boot a node than a person would wait: a late answer is none about the cookie.
    const settings = { pollIntervalSeconds: 1, verdictMinimumWatchSeconds: 10, requestTimeoutSeconds: 60, ...own };
    await server.client.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities: {},
      workspaceFolders,
      initializationOptions: { ownMessages: true, trusted: true, settings, storageDirectory },
    });
    await server.client.sendNotification('initialized', {});
    return { ...server, longestTurn: async () => Number(await readFile(loopFile, 'utf8')) };
  }

  it('says on the line who monitors whom, until another version of the module ends it', async () => {
    const folder = await workspace();
    const node = await machine.start({ name: 'pool', cookie: 'sesame', args: ['-pa', folder, '-s', 'monitor_pool'] });
    const editor = await openEditor(folder, node);
    const { client } = editor;
    expect(await client.sendRequest(requests.localNodes.method, null)).toMatchObject({ ok: true, value: ['pool'] });

    const wrong = await connect(editor, 'beam:pool@localhost', 'open');
    expect(wrong).toMatchObject({ ok: false, problem: { kind: 'erlang', erlang: 'wrong-cookie' } });
    expect(JSON.stringify(editor.told)).not.toContain('sesame');
    const connected = await connect(editor, 'beam:pool@localhost', 'sesame');
    expect(connected).toMatchObject({ ok: true, value: { runtime: 'beam', target: { name: 'pool@localhost' } } });

    const source = await readFile(join(folder, 'monitor_pool.erl'), 'utf8');
    const line = lineOf(source, 'erlang:monitor(process, Ledger)');
    const uri = pathToFileURL(join(folder, 'monitor_pool.erl')).href;
    const leak = await hintOf(editor, uri, (hint) => hint.confidence === 'probable');
    expect(leak).toMatchObject({ line, growing: true });
    expect(leak.text).toMatch(/leak: [\d,]+ monitors · monitor_pool → ledger/);
    const hover = await client.sendRequest('textDocument/hover', {
      textDocument: { uri },
      position: { line, character: 4 },
    });
    expect(JSON.stringify(hover)).toMatch(/monitored process.*ledger\.erl/);

    const before = await capture(editor);
    // Another version is written, compiled and loaded while the node runs, and a supervisor would start the pool again.
    const mended = source.replace('false -> Ref', 'false -> erlang:demonitor(Ref)');
    await writeFile(join(folder, 'monitor_pool.erl'), `%% Mended.\n${mended}`);
    await compile(folder);
    await loadAnew(node);
    const fixed = await hintOf(editor, uri, (hint) => hint.confidence === 'info');
    expect(fixed.line).toBe(line + 1);
    const [found] = await client.sendRequest<readonly TargetFindings[]>(requests.findings.method, null);
    expect(found?.findings.map(({ kind, status }) => [kind, status])).toEqual([['monitor-leak', 'fixed']]);
    const after = await capture(editor);
    const report = await page(editor, requests.snapshotReport.method, { id: before });
    expect(report).toMatch(/Memory in use +[\d.]+ MB\n[^]*Processes +\d+\n[^]*ledger\.erl:6 +ledger:init\/1/);
    const compared = await page(editor, requests.compareSnapshots.method, { base: before, id: after });
    expect(compared).toMatch(/Memory in use .*→/);
    expect(await editor.longestTurn()).toBeLessThan(longestTurnMillis);
  }, 120_000);

  it('knows after the engine was started anew what it had found, and what was fixed since when', async () => {
    const folder = await workspace();
    const storage = await mkdtemp(join(tmpdir(), 'leaklens-kept-'));
    onTestFinished(() => rm(storage, { recursive: true, force: true }));
    const node = await machine.start({ name: 'kept', cookie: 'sesame', args: ['-pa', folder, '-s', 'monitor_pool'] });
    const uri = pathToFileURL(join(folder, 'monitor_pool.erl')).href;
    const found = async ({ client }: RunningServer) => {
      const [target] = await client.sendRequest<readonly TargetFindings[]>(requests.findings.method, null);
      return target?.findings.map(({ id, stage, statusText, trend }) => ({
        id,
        stage: stage.stage,
        statusText,
        began: trend[0]?.[0],
      }));
    };

    const first = await openEditor(folder, node, storage);
    await connect(first, 'beam:kept@localhost', 'sesame');
    await hintOf(first, uri, (hint) => hint.confidence === 'probable');
    const leak = await found(first);
    await anotherRound(first);
    await ended(first);

    const second = await openEditor(folder, node, storage);
    await connect(second, 'beam:kept@localhost', 'sesame');
    await hintOf(second, uri, (hint) => hint.confidence !== null);
    expect(await found(second)).toEqual(leak);
    await node.call('monitor_pool', 'mend');
    await hintOf(second, uri, (hint) => hint.confidence === 'info');
    const fixed = await found(second);
    expect(fixed).toMatchObject([
      { id: leak?.[0]?.id, statusText: expect.stringMatching(/^fixed at \d\d:\d\d/) as string },
    ]);
    await anotherRound(second);
    await ended(second);

    const third = await openEditor(folder, node, storage);
    await connect(third, 'beam:kept@localhost', 'sesame');
    await hintOf(third, uri, (hint) => hint.confidence === 'info');
    expect(await found(third)).toEqual(fixed);
  }, 180_000);

  it('names the line of OTP’s own source in which a server waits, where this machine has that', async ({ skip }) => {
    const otp = await sourceOf('gen_server');
    if (otp === null) return skip();
    const folder = await workspace();
    const node = await machine.start({ name: 'reads', cookie: 'sesame', args: ['-pa', folder, '-s', 'monitor_pool'] });
    const editor = await openEditor(folder, node);
    await connect(editor, 'beam:reads@localhost', 'sesame');
    const uri = pathToFileURL(join(folder, 'monitor_pool.erl')).href;
    const { line } = await hintOf(editor, uri, (hint) => hint.confidence === 'probable');
    const at = { textDocument: { uri }, position: { line, character: 0 } };
    const hover = JSON.stringify(await editor.client.sendRequest('textDocument/hover', at));
    const [, number] = /- is in gen_server\.erl:(\d+) gen_server:loop\/\d/.exec(hover) ?? [];
    const lines = (await readFile(otp, 'utf8')).split('\n').slice(0, Number(number));
    expect(lines.findLast((text) => /^\w+\(/.test(text))).toMatch(/^loop\(/);
  }, 120_000);

  it('keeps what it knows of a node that stands still, says so, and goes on with it', async () => {
    const folder = await workspace();
    const node = await machine.start({ name: 'still', cookie: 'sesame', args: ['-pa', folder, '-s', 'monitor_pool'] });
    const editor = await openEditor(folder, node, undefined, { requestTimeoutSeconds: 5 });
    const uri = pathToFileURL(join(folder, 'monitor_pool.erl')).href;
    await connect(editor, 'beam:still@localhost', 'sesame');
    const leak = await hintOf(editor, uri, (hint) => hint.confidence === 'probable');
    const { latest: before } = await stateOf(editor, (state) => state.phase === 'connected');
    node.freeze();
    const still = await stateOf(editor, (state) => state.problem?.erlang === 'busy');
    expect(still).toMatchObject({ phase: 'reconnecting', problem: { kind: 'erlang' } });
    expect(still.latest?.life).toBe(before?.life);
    expect(await hintOf(editor, uri, () => true)).toMatchObject({ line: leak.line, confidence: 'probable' });
    node.thaw();
    await editor.client.sendRequest(requests.refresh.method, { targetId: still.target.id });
    const back = await stateOf(editor, (state) => state.phase === 'connected');
    expect(back.latest?.life).toBe(before?.life);
  }, 120_000);

  it('finds it again when it was started anew, and asks nobody a second time for whom the cookie is wrong', async () => {
    const folder = await workspace();
    const options = { name: 'again', cookie: 'sesame', args: ['-pa', folder] };
    const node = await machine.start(options);
    const editor = await openEditor(folder, node);
    const first = await connect(editor, 'beam:again@localhost', 'sesame');
    const life = first.ok ? first.value.latest?.life : undefined;
    const { target } = first.ok ? first.value : { target: { id: '' } };
    await node.kill();
    await stateOf(editor, (state) => state.phase === 'reconnecting');
    const other = await machine.start(options);
    await editor.client.sendRequest(requests.refresh.method, { targetId: target.id });
    const back = await stateOf(editor, (state) => state.phase === 'connected');
    expect(back.latest?.life).toBe((life ?? 0) + 1);
    // What the node itself is limited to goes along with its numbers.
    const limited = back.limits.map(({ series, origin }) => `${series} ${origin}`);
    expect(limited).toEqual(['atoms node', 'processes node', 'ports node']);
    expect(back.limits[0]?.limit).toBeGreaterThanOrEqual(1_048_576);

    await other.kill();
    const changed = await machine.start({ ...options, cookie: 'changed' });
    const refused = await stateOf(editor, (state) => state.problem?.erlang === 'wrong-cookie');
    expect(refused.phase).toBe('reconnecting');
    const tries = () => changed.output().match(/Connection attempt from/g)?.length;
    for (let ask = 0; ask < 3; ask += 1) {
      await editor.client.sendRequest(requests.refresh.method, { targetId: target.id });
    }
    expect(tries()).toBe(1);
    expect(await connect(editor, 'beam:again@localhost', 'changed')).toMatchObject({ ok: true });
  }, 120_000);
});

/** What a round has found is kept before the next but one is over. */
async function anotherRound(editor: RunningServer): Promise<void> {
  for (let count = 0; count < 2; count += 1) {
    const { latest } = await stateOf(editor, () => true);
    await stateOf(editor, (state) => (state.latest?.atMillis ?? 0) > (latest?.atMillis ?? 0));
  }
}

async function ended({ client, exited }: RunningServer): Promise<void> {
  await client.sendRequest('shutdown');
  await client.sendNotification('exit');
  await exited;
}

function connect({ client }: RunningServer, url: string, cookie: string): Promise<Outcome<TargetState>> {
  return client.sendRequest(requests.connect.method, { url, cookie });
}

async function capture({ client, told }: RunningServer): Promise<string> {
  const states = told.findLast(({ method }) => method === engineNotifications.targetsChanged.method)?.params;
  const [state] = states as readonly TargetState[];
  const outcome = await client.sendRequest<Outcome<StoredSnapshot>>(requests.capture.method, {
    targetId: state?.target.id,
  });
  if (!outcome.ok) throw new Error(outcome.problem.message);
  return outcome.value.id;
}

async function page({ client }: RunningServer, method: string, params: object): Promise<string> {
  const outcome = await client.sendRequest<Outcome<SnapshotReport>>(method, params);
  if (!outcome.ok) throw new Error(outcome.problem.message);
  return outcome.value.text;
}

async function compile(folder: string): Promise<void> {
  const files = ['monitor_pool.erl', 'ledger.erl'].map((name) => join(folder, name));
  await promisify(execFile)('erlc', ['+debug_info', '-o', folder, ...files]);
}

async function loadAnew(node: RealNode): Promise<void> {
  const { environment, homeDirectory, cookie } = node;
  const connector = createErlangConnector({ codec: termCodec, environment, homeDirectory });
  const limits = { cookie, timeoutMillis: 10_000, maxBodyBytes: 2 ** 20 };
  const reached = await connector.connect(`beam:${node.name}@localhost`, limits, signal);
  const call = (module: string, name: string, ...args: Parameters<typeof atom>[0][]) =>
    reached.call({ module, name, args: args.map(atom) }, signal);
  await call('code', 'purge', 'monitor_pool');
  await call('code', 'load_file', 'monitor_pool');
  const { term: pool } = await call('erlang', 'whereis', 'monitor_pool');
  await reached.call({ module: 'erlang', name: 'exit', args: [pool, atom('kill')] }, signal);
  const { term: ledger } = await call('erlang', 'whereis', 'ledger');
  const started = [{ kind: 'tuple', items: [atom('local'), atom('monitor_pool')] } as const, atom('monitor_pool')];
  await reached.call({ module: 'gen_server', name: 'start', args: [...started, ledger, []] }, signal);
  reached.dispose();
}

/** 0-based. */
function lineOf(source: string, text: string): number {
  return source.split('\n').findIndex((line) => line.includes(text));
}

const patienceMillis = 50_000;

async function eventually<T>(look: () => T | undefined, otherwise: () => string): Promise<T> {
  const deadline = Date.now() + patienceMillis;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(otherwise());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What is said of a document by now, last. */
function hintOf({ told }: RunningServer, uri: string, wanted: (hint: LineHint) => boolean): Promise<LineHint> {
  const latest = () =>
    told
      .filter(({ method }) => method === engineNotifications.hints.method)
      .flatMap(({ params }) => (params as { documents: readonly DocumentHints[] }).documents)
      .findLast((document) => document.uri === uri)?.hints;
  return eventually(
    () => latest()?.find(wanted),
    () => `The line says ${JSON.stringify(latest())}.`,
  );
}

function stateOf({ told }: RunningServer, wanted: (state: TargetState) => boolean): Promise<TargetState> {
  const latest = () =>
    (
      told.findLast(({ method }) => method === engineNotifications.targetsChanged.method)?.params as
        readonly TargetState[] | undefined
    )?.[0];
  return eventually(
    () => (latest() !== undefined && wanted(latest()!) ? latest() : undefined),
    () => `The node is ${JSON.stringify(latest())}.`,
  );
}

/** Of OTP's own, as the Erlang of this machine has it; null where its sources are not installed. */
async function sourceOf(module: string): Promise<string | null> {
  const asked = `io:format("~s", [filename:join([code:lib_dir(stdlib), "src", "${module}.erl"])]), halt().`;
  const { stdout } = await promisify(execFile)('erl', ['-noinput', '-eval', asked]);
  return existsSync(stdout) ? stdout : null;
}
