// The command line as a person installs it: the package in a clean folder, run by whatever Node is there, 20 where it is.
import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { brotliDecompressSync } from 'node:zlib';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { version } from '../../package.json';
import { repositoryRoot } from '../support/paths';
import { sourceFiles, translatedCalls } from '../support/translatedCalls';

const run = promisify(execFile);

/** The oldest Node of the PATH: `npm run` puts its own in front of the machine's. */
function oldestNode(): string {
  const candidates = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'node'));
  const major = (file: string) =>
    Number(/^v(\d+)/.exec(spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout || '')?.[1] ?? Infinity);
  return [process.execPath, ...candidates].reduce((oldest, file) => (major(file) < major(oldest) ? file : oldest));
}

/** Where npm, and what it installs, are batch files, which only a shell runs. */
const isWindows = process.platform === 'win32';

const node = oldestNode();
let folder: string;
let packed: string;
let program: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leaklens-install-'));
  const from = join(folder, 'dist');
  await run(process.execPath, ['esbuild.mjs', '--production', `--into=${from}`], { cwd: repositoryRoot });
  await run(process.execPath, ['test/support/packageCommandLine.ts', `--from=${from}`, `--to=${folder}`], {
    cwd: repositoryRoot,
  });
  packed = join(folder, `leaklens-${version}.tgz`);
  const place = join(folder, 'place');
  await mkdir(place);
  const install = ['install', '--offline', '--no-audit', '--no-fund', '--prefix=.', `../leaklens-${version}.tgz`];
  await run('npm', install, { cwd: place, shell: isWindows });
  program = join(place, 'node_modules/leaklens/dist/cli.js');
}, 300_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the package of the command line', { timeout: 60_000 }, () => {
  it('is at most 1 MB, and needs no other package', async () => {
    expect((await stat(packed)).size).toBeLessThanOrEqual(2 ** 20);
    expect(await readdir(dirname(dirname(dirname(program))))).toEqual(['.bin', '.package-lock.json', 'leaklens']);
    const manifest = JSON.parse(await readFile(join(dirname(program), '../package.json'), 'utf8')) as object;
    expect(manifest).not.toHaveProperty('dependencies');
    expect(manifest).toMatchObject({ version, engines: { node: '>=20' } });
  });

  it('names the software of others that it holds, and no other', async () => {
    const text = await readFile(join(dirname(program), 'THIRD_PARTY_NOTICES.txt'), 'utf8');
    const bill = await readFile(join(dirname(program), 'sbom.cdx.json'), 'utf8');
    for (const held of ['@modelcontextprotocol/server', 'vscode-jsonrpc', 'preact', '@vscode/tree-sitter-wasm']) {
      expect(text).toContain(`\n${held} `);
      expect(bill).toContain(`pkg:npm/${held.replace('@', '%40')}@`);
    }
    for (const other of ['wasm-graphviz', 'vscode-languageclient']) expect(bill).not.toContain(other);
    expect(text).not.toContain('wasm-graphviz');
  });

  it('has what README says of the command line, and shows nothing that it does not have', async () => {
    const readme = await readFile(join(dirname(program), '../README.md'), 'utf8');
    const headings = [...readme.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect(headings).toEqual([
      'Verdicts',
      'The command line',
      'Settings',
      'What it costs your service',
      'Privacy',
      'Which line is it',
      'Agents',
      'Other editors',
    ]);
    expect(readme.match(/\]\((?!https?:)[^)]*\)/g)).toBeNull();
    expect(readme).toContain('leaklens watch');
  });

  it('has the Chinese of all that the command line says, and not that of the editor', async () => {
    const file = join(dirname(program), 'l10n/bundle.l10n.zh-cn.json.br');
    const chinese = JSON.parse(brotliDecompressSync(await readFile(file)).toString()) as Readonly<
      Record<string, string>
    >;
    const said = [...sourceFiles('src'), ...sourceFiles('webview')].filter(({ path }) =>
      /^(?:src\/(?:cli|words\/go)|webview\/report)\//.test(path),
    );
    const words = said.flatMap(translatedCalls).flatMap((call) => call.words ?? []);
    expect(words.length).toBeGreaterThan(500);
    expect(words.filter((one) => !Object.hasOwn(chinese, one))).toEqual([]);
    expect(Object.keys(chinese)).not.toContain('Enter Cookie…');
  });

  it('runs by its name', async () => {
    const names = join(dirname(dirname(dirname(program))), '.bin');
    const named = isWindows ? '.\\leaklens.cmd' : './leaklens';
    const { stdout } = await run(named, ['--version'], { cwd: names, shell: isWindows });
    expect(stdout).toBe(`leaklens ${version}\n`);
  });

  it('reads a profile, and the source with it', async () => {
    const heap = join(repositoryRoot, 'test/fixtures/gateway-replay/00/heap.pb.gz');
    expect((await run(node, [program, 'top', heap])).stdout).toContain('flat');
    const help = await run(node, [program, '--help'], { env: { ...process.env, LC_ALL: 'zh_CN.UTF-8' } });
    expect(help.stdout).toContain('用法');
  });

  it('reads Go source in its thread', async () => {
    const thread = new Worker(join(dirname(program), 'sourceThread.js'));
    const path = join(repositoryRoot, 'test/services/gateway/gateway.go');
    const request = { about: 'lines', question: { path, function: 'main.(*session).receive' } };
    const answered = once(thread, 'message');
    thread.postMessage({ id: 1, method: 'answer', argument: [request] });
    const [reply] = (await answered) as [unknown];
    await thread.terminate();
    const line = (await readFile(path, 'utf8')).split('\n').findIndex((text) => /^func .*\) receive\(/.test(text)) + 1;
    expect(reply).toMatchObject({ answer: [{ first: line }] });
  });

  it('writes a page', async () => {
    const heap = join(repositoryRoot, 'test/fixtures/gateway-replay/00/heap.pb.gz');
    const page = join(folder, 'heap.html');
    await run(node, [program, 'report', heap, '--out', page], { env: { ...process.env, LC_ALL: 'zh_CN.UTF-8' } });
    const html = await readFile(page, 'utf8');
    expect(html).toContain('<html lang="zh-cn">');
    expect(html).toContain('火焰图');
  });

  it('is a language server', async () => {
    const { spawn } = await import('node:child_process');
    const child = spawn(node, [program, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const client = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    client.listen();
    const answer = await client.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
    expect(answer).toMatchObject({ capabilities: { hoverProvider: true, inlayHintProvider: true } });
    await client.sendRequest('shutdown');
    await client.sendNotification('exit');
    client.dispose();
  });

  it('serves agents', async () => {
    const transport = new StdioClientTransport({
      command: node,
      args: [program, 'mcp'],
      cwd: folder,
      stderr: 'inherit',
    });
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(transport);
    expect((await client.listTools()).tools.length).toBeGreaterThan(10);
    await client.close();
  });
});
