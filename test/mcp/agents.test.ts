// `leaklens mcp` as an agent uses it: the SDK's own client over standard input and output, on real services.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import { buildProduct } from '../lsp/plain/leaklensProgram';
import { buildService, hasGo, serviceSource, startService } from '../support/goService';
import { repositoryRoot } from '../support/paths';
import type { ServiceName } from '../support/runningService';

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

async function agent(folder: string, args: readonly string[] = [], test: Ended = { onTestFinished }): Promise<Agent> {
  const storage = await mkdtemp(join(tmpdir(), 'leaklens-storage-'));
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [join(product, 'cli.js'), 'mcp', ...args],
    cwd: folder,
    env: { ...(process.env as Record<string, string>), XDG_DATA_HOME: storage, LEAKLENS_TOKEN: 'sesame-of-the-test' },
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

describe('an agent', { timeout: 60_000 }, () => {
  it('is told of tools, with what each costs and whether it changes anything', async () => {
    const { client } = await agent(tmpdir());
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toMatchInlineSnapshot(`
      [
        "capture_snapshot",
        "check_memory",
        "connect_target",
        "explain_finding",
        "list_findings",
        "list_goroutines",
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
    ] as const) {
      const refused = await person.ask(tool, { [name]: 'http://leaklens.invalid:6060' });
      expect(refused).toMatchObject({
        failed: true,
        text: expect.stringContaining('--allow leaklens.invalid') as string,
      });
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
