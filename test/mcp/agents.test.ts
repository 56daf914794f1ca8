// `leaklens mcp` as an agent uses it: the SDK's own client over standard input and output, on real services.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import type { ToolAnswer } from '../../src/shared/model/agentTool';
import { requests, type Outcome } from '../../src/shared/wires/lspMessages';
import { buildProduct } from '../lsp/plain/leaklensProgram';
import { startServer } from '../lsp/serverProcess';
import { leakCases, lineOfCase } from '../support/erlang/beamCases';
import { erlangPrograms, running } from '../support/erlang/erlangPrograms';
import { evaluatingCommand } from '../support/erlang/evaluatingCommand';
import { hasErlang, startErlangMachine, type ErlangMachine, type RealNode } from '../support/erlang/realNode';
import { buildService, hasGo, serviceSource, startService } from '../support/go/goService';
import { repositoryRoot } from '../support/paths';
import type { ServiceName } from '../support/serving/runningService';

let product: string;

beforeAll(async () => {
  product = await buildProduct();
}, 300_000);

afterAll(() => rm(product, { recursive: true, force: true }));

interface Answer {
  readonly text: string;
  readonly failed: boolean;
}

class Agent {
  calls = 0;
  largest = 0;
  readonly client: Client;

  constructor(client: Client) {
    this.client = client;
  }

  async ask(name: string, args: Record<string, unknown> = {}): Promise<Answer> {
    this.calls += 1;
    const answer = await this.client.callTool({ name, arguments: args }, { timeout: 120_000 });
    const content = answer.content as readonly { readonly type: string; readonly text: string }[];
    const text = content.map((one) => one.text).join('\n');
    this.largest = Math.max(this.largest, Buffer.byteLength(text));
    return { text, failed: answer.isError === true };
  }
}

/** Tests that run beside each other have to say whose end it is. */
type Ended = Pick<TestContext, 'onTestFinished'>;

async function agent(
  folder: string,
  args: readonly string[] = [],
  test: Ended = { onTestFinished },
  environment: Readonly<Record<string, string>> = {},
): Promise<Agent> {
  const storage = await mkdtemp(join(tmpdir(), 'leaklens-storage-'));
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [join(product, 'cli.js'), 'mcp', ...args],
    cwd: folder,
    env: {
      ...(process.env as Record<string, string>),
      ...{ XDG_DATA_HOME: storage, LEAKLENS_TOKEN: 'sesame-of-the-test' },
      ...environment,
    },
    stderr: 'inherit',
  });
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  test.onTestFinished(async () => {
    await client.close();
    await rm(storage, { recursive: true, force: true });
  });
  return new Agent(client);
}

async function leakingService(name: ServiceName, args: readonly string[], test: Ended) {
  await buildService(name);
  const service = await startService(name, { args: ['-leak', ...args] });
  test.onTestFinished(() => service.stop());
  return service;
}

/** Ids of findings in an answer, in their order. */
function idsIn(text: string): string[] {
  return [...text.matchAll(/id `([^`]+)`/g)].map(([, id]) => id ?? '');
}

describe.skipIf(!hasGo())('an agent finds the leak with at most six calls (needs Go)', { timeout: 180_000 }, () => {
  it.concurrent.for([
    ['sentinel', ['-interval', '100ms'], 'blocked'],
    ['gateway', ['-rate', '50'], 'blocked'],
  ] as const)('of the %s', async ([name, args, role], test) => {
    const service = await leakingService(name, args, test);
    const { sites } = await service.truthWhen((now) => now.leakedGoroutines >= 50);
    const { file, line } = sites.find((site) => site.role === role)!;
    const person = await agent(serviceSource(name), [], test);
    expect((await person.ask('list_targets')).text).toContain(new URL(service.url).port);
    let found = '';
    while (!/\*\*(proven|probable)\*\*/.test(found) && person.calls < 5) {
      found = (await person.ask('watch_target', { target: service.url, seconds: 30 })).text;
    }
    expect(found).toMatch(/\*\*(proven|probable)\*\* .*goroutine/);
    expect(found).toContain(`${file}:${String(line)}`);
    const why = (await person.ask('explain_finding', { id: idsIn(found)[0] })).text;
    expect(why).toContain(`> ${String(line)} `);
    expect(why).toContain('### What to do');
    expect(person.calls).toBeLessThanOrEqual(6);
    expect(person.largest).toBeLessThanOrEqual(4_000);
  });

  it.concurrent('of the channelmap, and takes the memory of the channel for none', async (test) => {
    const service = await leakingService('channelmap', [], test);
    const person = await agent(serviceSource('channelmap'), [], test);
    const before = await person.ask('check_memory', { source: service.url });
    expect(before.failed).toBe(false);
    const found = (await person.ask('watch_target', { target: service.url, seconds: 45 })).text;
    const { sites } = await service.truth();
    const map = sites.find(({ kind }) => kind === 'map-capacity')!;
    const top = (await person.ask('read_top', { source: service.url, limit: 10 })).text;
    expect(`${found}\n${top}`).toContain(`${map.file}:${String(map.line)}`);
    expect(found).not.toMatch(/\*\*(proven|probable)\*\* .*channel/i);
    expect(person.largest).toBeLessThanOrEqual(4_000);
  });
});

describe.skipIf(!hasErlang())('an agent of a node (needs Erlang)', { timeout: 180_000 }, () => {
  let machine: ErlangMachine;

  beforeAll(async () => {
    machine = await startErlangMachine();
  });
  afterAll(() => machine.dispose());

  async function agentOf(name: string, test: Ended): Promise<{ person: Agent; node: RealNode }> {
    const node = await machine.start({ name, args: running('monitor_pool') });
    test.onTestFinished(() => node.kill());
    const environment = { ...node.environment, RELEASE_COOKIE: node.cookie };
    return { person: await agent(erlangPrograms, [], test, environment), node };
  }

  it('finds the leak of case 5 with at most six calls', async (test) => {
    const { person, node } = await agentOf('shop', test);
    expect((await person.ask('list_targets')).text).toContain('beam:shop@localhost');
    const watched = await person.ask('watch_target', { target: 'beam:shop@localhost', seconds: 45 });
    expect(watched.failed, watched.text).toBe(false);
    const line = lineOfCase(leakCases[0]!);
    expect(watched.text).toMatch(
      /\*\*probable\*\* Monitor leak: [\d,]+ monitors that never end, monitor_pool → ledger/,
    );
    expect(watched.text).toContain(`monitor_pool.erl:${String(line)}`);
    const why = (await person.ask('explain_finding', { id: idsIn(watched.text)[0] })).text;
    expect(why).toContain('```erlang');
    expect(why).toContain(`> ${String(line)} `);
    expect(why).toContain('demonitor');
    const listed = await person.ask('list_processes', { node: 'beam:shop@localhost', by: 'monitored-by', limit: 2 });
    expect(listed.text).toMatch(/ledger \(ledger:init\/1\)\n.*\n.*monitored by <0\.\d+\.0> monitor_pool: [\d,]+ times/);
    expect(person.calls).toBeLessThanOrEqual(6);
    expect(person.largest).toBeLessThanOrEqual(4_000);
    expect(watched.text + why + listed.text).not.toContain(node.cookie);
  });

  it('sees one whose ports are closed by the command of the person who started the server', async (test) => {
    const node = await machine.start({ name: 'closed', args: running('monitor_pool') });
    test.onTestFinished(() => node.kill());
    const { folder, path } = evaluatingCommand(node);
    test.onTestFinished(() => rm(folder, { recursive: true }));
    const person = await agent(erlangPrograms, ['--rpc', path, '--rpc-language', 'erlang'], test);
    const address = 'beam:closed@localhost';
    const connected = await person.ask('connect_target', { url: address });
    expect(connected.failed, connected.text).toBe(false);
    const listed = await person.ask('list_processes', { node: address, by: 'monitored-by', limit: 1 });
    expect(listed.text).toMatch(/ledger \(ledger:init\/1\)/);
    expect(connected.text + listed.text).not.toContain(path);
  });

  /** An editor's engine, to which a person has connected a node. */
  async function editorWith(connect: Record<string, unknown>) {
    const { client } = await startServer(join(product, 'server.js'));
    const initializationOptions = { ownMessages: true, hostCommands: true, trusted: true, settings: {} };
    const own = { processId: null, rootUri: null, capabilities: {}, initializationOptions };
    await client.sendRequest('initialize', own);
    await client.sendNotification('initialized', {});
    expect(await client.sendRequest(requests.connect.method, connect)).toMatchObject({ ok: true });
    return async (name: string, input: Record<string, unknown>) => {
      const answer = await client.sendRequest<Outcome<ToolAnswer>>(requests.agentCall.method, { name, input });
      expect(answer).toMatchObject({ ok: true, value: { failed: false } });
      return answer.ok ? answer.value.text : '';
    };
  }

  it('sees in the editor one whose ports are closed, by the command by which the person connected it', async (test) => {
    const node = await machine.start({ name: 'pod', args: running('monitor_pool') });
    const { folder, path } = evaluatingCommand(node);
    test.onTestFinished(async () => {
      await node.kill();
      await rm(folder, { recursive: true });
    });
    const rpc = { command: path, language: 'erlang' };
    const ask = await editorWith({ url: 'beam:pod@localhost', name: 'shop', rpc });
    for (const named of ['shop', 'beam:pod@localhost']) {
      const text = await ask('list_processes', { node: named, by: 'monitored-by', limit: 1 });
      expect(text).toMatch(/ledger \(ledger:init\/1\)/);
      expect(text).not.toContain(path);
    }
  });

  it('sees in the editor one whose cookie only the person has, by the connection that there is', async (test) => {
    const node = await machine.start({ name: 'vault', args: running('monitor_pool') });
    test.onTestFinished(() => node.kill());
    // By its port: neither the port mapper of this machine nor a file of Erlang's helps another process in.
    const url = `beam:localhost:${node.port}`;
    const ask = await editorWith({ url, name: 'vault', cookie: node.cookie });
    for (const named of ['vault', url]) {
      const listed = await ask('list_processes', { node: named, by: 'monitored-by', window_seconds: 1, limit: 1 });
      expect(listed).toMatch(/\+\d+ .*ledger \(ledger:init\/1\)/);
      const memory = await ask('check_memory', { source: named });
      expect(memory).toMatch(/vault@\S+, OTP \d+/);
      expect(listed + memory).not.toContain(node.cookie);
    }
  });

  it('sees its memory, and what changed between two snapshots', async (test) => {
    const { person } = await agentOf('till', test);
    await person.ask('connect_target', { url: 'beam:till@localhost' });
    const memory = await person.ask('check_memory', { source: 'beam:till@localhost' });
    expect(memory.text).toMatch(/binary +\S+ \S+ +<?\d+% {2}binaries of 65 bytes and more/);
    const grown = { node: 'beam:till@localhost', by: 'monitors', window_seconds: 1, limit: 3 };
    expect((await person.ask('list_processes', grown)).text).toMatch(/\+\d+ .* monitor_pool/);
    const taken: string[] = [];
    for (let snapshot = 0; snapshot < 2; snapshot += 1) {
      const captured = await person.ask('capture_snapshot', { target: 'beam:till@localhost' });
      taken.push(...idsIn(captured.text));
    }
    const [before, after] = taken;
    const compared = await person.ask('compare_snapshots', { before, after });
    expect(compared.text).toMatch(/\nMemory\n(?:.*\n)*Counts\n/);
    const none = await person.ask('compare_snapshots', { before, after: 'none' });
    expect(none).toMatchObject({ failed: true, text: expect.stringContaining(before!) as string });
    expect(person.largest).toBeLessThanOrEqual(4_000);
  });
});

describe('an agent', { timeout: 60_000 }, () => {
  it('is told of tools, with what each costs and whether it changes anything', async () => {
    const { client } = await agent(tmpdir());
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toMatchInlineSnapshot(`
      [
        "capture_snapshot",
        "check_memory",
        "compare_snapshots",
        "connect_target",
        "explain_finding",
        "list_findings",
        "list_goroutines",
        "list_processes",
        "list_targets",
        "read_callers",
        "read_more",
        "read_source_costs",
        "read_top",
        "set_baseline",
        "watch_target",
      ]
    `);
    for (const { name, description, annotations } of tools) {
      expect(name).toMatch(/^[a-z_]{1,64}$/);
      expect(description).toMatch(/\.$/);
      expect(annotations).toMatchObject({ destructiveHint: false });
    }
    expect(
      tools
        .filter(({ annotations }) => annotations?.readOnlyHint === false)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['capture_snapshot', 'set_baseline']);
    expect((await client.listPrompts()).prompts).toMatchObject([{ name: 'find-the-leak' }]);
    expect((await client.listResources()).resources).toMatchObject([{ uri: 'leaklens://findings' }]);
  });

  it('asks no host but this machine, unless a person allowed it at the start', async () => {
    const person = await agent(tmpdir());
    for (const [tool, name] of [
      ['connect_target', 'url'],
      ['watch_target', 'target'],
      ['read_top', 'source'],
      ['list_goroutines', 'source'],
      ['list_processes', 'node'],
    ] as const) {
      for (const address of ['http://leaklens.invalid:6060', 'beam:shop@leaklens.invalid']) {
        const refused = await person.ask(tool, { [name]: address });
        expect(refused).toMatchObject({
          failed: true,
          text: expect.stringContaining('--allow leaklens.invalid') as string,
        });
      }
    }
    const allowed = await agent(tmpdir(), ['--allow', 'leaklens.invalid']);
    const asked = await allowed.ask('connect_target', { url: 'http://leaklens.invalid:6060' });
    expect(asked).toMatchObject({ failed: true, text: expect.not.stringContaining('--allow') as string });
  });

  it('reads files of the working directory, and no others', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'leaklens-agent-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await cp(join(repositoryRoot, 'test/fixtures/gateway-replay/00/heap.pb.gz'), join(folder, 'heap.pb.gz'));
    const person = await agent(folder);
    expect(await person.ask('read_top', { source: 'heap.pb.gz' })).toMatchObject({
      failed: false,
      text: expect.stringContaining('flat') as string,
    });
    for (const path of ['/etc/passwd', '../', '--help', 'none.pb.gz', 'a\0']) {
      const refused = await person.ask('read_top', { source: path });
      expect(refused).toMatchObject({ failed: true, text: expect.not.stringContaining('root:') as string });
    }
  });

  it('is never told a secret, and reads on where an answer was cut', async () => {
    const stacks = Array.from({ length: 400 }, (_, index) => {
      const place = `#\t0x${String(1000 + index)}\tmain.f${String(index)}+0x1\t/x/f.go:${String(index + 1)}`;
      return `1 @ 0x${String(1000 + index)}\n${place}\n`;
    });
    const heads: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      heads.push(request.headers.authorization);
      response.end(`goroutine profile: total 400\n${stacks.join('\n')}`);
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    const person = await agent(tmpdir());
    const url = `http://127.0.0.1:${String(port)}/debug/pprof/goroutine?debug=1`;
    const first = await person.ask('read_top', { source: url, limit: 400 });
    expect(first.failed).toBe(false);
    const more = /read_more (\{.*\})\]$/.exec(first.text);
    const second = await person.ask('read_more', JSON.parse(more![1]!) as Record<string, unknown>);
    expect(second.text).toContain('main.f');
    expect(second.text.slice(0, 200)).not.toBe(first.text.slice(0, 200));
    expect(heads).toContain('Bearer sesame-of-the-test');
    expect(first.text + second.text).not.toContain('sesame');
    expect(person.largest).toBeLessThanOrEqual(4_000);
  });
});
