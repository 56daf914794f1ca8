// The agents' tools in the editor: called as a chat calls them, and by a program that joins the engine of this window. Both see what the
// person sees.
import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import * as vscode from 'vscode';
import { requests, type Outcome } from '../../src/shared/wires/lspMessages';
import type { ToolIntent } from '../../src/shared/model/agentTool';
import { hasGo, startService } from '../support/go/goService';
import type { RunningService } from '../support/serving/runningService';
import { activateLeakLens, disconnectAll, eventually, withSetting } from './support/leaklens';

type Input = Readonly<Record<string, unknown>>;

async function invoke(tool: string, input: Input = {}): Promise<string> {
  const asked = { input, toolInvocationToken: undefined };
  const { content } = await vscode.lm.invokeTool(`leaklens_${tool}`, asked);
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}

async function intentOf(name: string, input: Input): Promise<ToolIntent> {
  const { engine } = await activateLeakLens();
  const outcome: Outcome<ToolIntent> = await engine.request(requests.agentIntent, { name, input });
  if (!outcome.ok) throw new Error(outcome.problem.message);
  return outcome.value;
}

const idsIn = (text: string) => [...text.matchAll(/id `([^`]+)`/g)].map(([, id = '']) => id);

describe('agents in the editor', function () {
  this.timeout(180_000);
  let service: RunningService;

  before(async function () {
    if (!hasGo()) return this.skip();
    service = await startService('gateway', { args: ['-leak', '-rate', '50'] });
    await activateLeakLens();
  });

  after(async () => {
    await disconnectAll();
    await (service as RunningService | undefined)?.stop();
  });

  it('are offered each tool once', () => {
    const names = vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith('leaklens_'));
    strictEqual(new Set(names).size, names.length);
    ok(names.includes('leaklens_watch_target') && names.includes('leaklens_explain_finding'), names.join());
  });

  it('ask the person before a service is asked, and before what is kept changes', async () => {
    deepStrictEqual(await intentOf('watch_target', { target: service.url }), { asks: service.url, changes: false });
    deepStrictEqual(await intentOf('list_findings', {}), { asks: null, changes: false });
    deepStrictEqual(await intentOf('read_top', { source: 'heap.pb.gz' }), { asks: null, changes: false });
    const named = await intentOf('set_baseline', { target: 'gateway' });
    deepStrictEqual(named, { asks: null, changes: true });
  });

  it('connect what the person then sees', async () => {
    match(await invoke('connect_target', { url: service.url, name: 'gateway' }), /Connected\.\n- \*\*gateway\*\*/);
    const { engine } = await activateLeakLens();
    const targets = await engine.request(requests.targets, null);
    deepStrictEqual(
      targets.map(({ target }) => target.name),
      ['gateway'],
    );
    match(await invoke('list_targets'), /### Connected\n- \*\*gateway\*\*/);
  });

  it('find what the person finds', async () => {
    await withSetting('leaklens.verdicts.minimumWatchSeconds', 10, async () => {
      const { findings } = await activateLeakLens();
      const known = () => findings.targets.flatMap((target) => target.findings).map(({ id }) => id);
      const watched = await invoke('watch_target', { target: 'gateway', seconds: 15 });
      const [leak = ''] = idsIn(watched);
      ok(leak.includes('receive'), watched);
      await eventually('the same finding in the tree', () => known().includes(leak));
      const explained = await invoke('explain_finding', { id: leak });
      match(explained, /### Source\n.*gateway\.go:\d+/);
      match(explained, /### What to do/);
    });
  });

  it('read profiles of what is connected, with the source', async () => {
    match(
      await invoke('read_source_costs', { source: 'gateway', function: 'receive', type: 'goroutine' }),
      /gateway\.go/,
    );
  });

  it('are told what is wrong, and ask no host that the person has not connected', async () => {
    await rejects(invoke('explain_finding', { id: 'none' }), /list_findings/);
    await rejects(
      invoke('connect_target', { url: 'http://leaklens.invalid:6060' }),
      /they connect to it with the command “LeakLens: Connect to Service…”/,
    );
  });

  it('join the engine of the window by MCP, and see the same', async () => {
    const { agentServer, findings } = await activateLeakLens();
    const [offered] = agentServer.provideMcpServerDefinitions();
    const { token } = new vscode.CancellationTokenSource();
    const { command, args, env } = await agentServer.resolveMcpServerDefinition(offered!, token);
    const given = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]));
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(new StdioClientTransport({ command, args, env: given }));
    try {
      const called = await client.callTool({ name: 'list_findings', arguments: {} });
      const [first] = called.content as readonly { readonly text?: string }[];
      const text = first?.text ?? '';
      match(text, /### gateway/);
      const known = findings.targets.flatMap((target) => target.findings).map(({ id }) => id);
      ok(idsIn(text).length > 0 && idsIn(text).every((id) => known.includes(id)), text);
      strictEqual((await client.listPrompts()).prompts[0]?.name, 'find-the-leak');
    } finally {
      await client.close();
    }
  });

  it('are let in only with the secret', async () => {
    const { agentServer } = await activateLeakLens();
    const [offered] = agentServer.provideMcpServerDefinitions();
    const { token } = new vscode.CancellationTokenSource();
    const { command, args, env } = await agentServer.resolveMcpServerDefinition(offered!, token);
    const secret = String(env['LEAKLENS_ENGINE_SECRET']);
    const wrong = { ...env, LEAKLENS_ENGINE_SECRET: 'x'.repeat(secret.length) };
    const given = Object.fromEntries(
      Object.entries<string | number>(wrong).map(([name, value]) => [name, String(value)]),
    );
    const client = new Client({ name: 'test', version: '1' });
    await rejects(client.connect(new StdioClientTransport({ command, args, env: given })));
  });
});
