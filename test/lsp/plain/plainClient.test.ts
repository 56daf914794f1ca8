// `leaklens lsp --stdio` as an editor uses it that knows LSP and nothing of LeakLens, on a real service that leaks.
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { CodeAction, Diagnostic, InlayHint, MarkupContent, TextEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TargetState } from '../../../src/shared/wires/lspMessages';
import { RecordedService } from '../../engine/recordedService';
import { freePort, serveHttp } from '../../sources/localServer';
import { buildService, hasGo, serviceSource, startService } from '../../support/go/goService';
import { buildProduct, startEditor, type PlainEditor } from './leaklensProgram';

let product: string;

beforeAll(async () => {
  product = await buildProduct();
  if (hasGo()) await buildService('gateway');
}, 300_000);

afterAll(() => rm(product, { recursive: true, force: true }));

interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: Diagnostic[];
}

/** A copy of the gateway's source, which the service was not built from: its lines are found by their content. */
async function workspace(): Promise<{ folder: string; file: string; uri: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'leaklens-editor-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(serviceSource('gateway'), folder, { recursive: true });
  const file = join(folder, 'gateway.go');
  return { folder, file, uri: pathToFileURL(file).href };
}

/** What the editor shows of a file now. */
function shown({ of }: PlainEditor, uri: string): Diagnostic[] {
  return of<Published>('textDocument/publishDiagnostics').findLast((one) => one.uri === uri)?.diagnostics ?? [];
}

function messages({ of }: PlainEditor): string[] {
  return of<{ message: string }>('window/showMessage').map(({ message }) => message);
}

function run<T>({ client }: PlainEditor, command: string, ...args: unknown[]): Promise<T> {
  return client.sendRequest('workspace/executeCommand', { command, arguments: args });
}

function inlayHints({ client }: PlainEditor, uri: string): Promise<InlayHint[]> {
  const range = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
  return client.sendRequest('textDocument/inlayHint', { textDocument: { uri }, range });
}

const capabilities = {
  general: { positionEncodings: ['utf-8', 'utf-16'] },
  window: { workDoneProgress: true, showDocument: { support: true } },
  workspace: { workspaceFolders: true, inlayHint: { refreshSupport: true }, configuration: true },
};

const quick = { poll: { intervalSeconds: 1 }, verdicts: { minimumWatchSeconds: 10 } };

describe('an editor without LeakLens’ own code', { timeout: 120_000 }, () => {
  it.skipIf(!hasGo())(
    'connects by its configuration, and shows a leak from the finding to the fix (needs Go)',
    async () => {
      const service = await startService('gateway', { args: ['-rate', '50', '-leak'] });
      onTestFinished(() => service.stop());
      const truth = await service.truthWhen((now) => now.leakedGoroutines >= 100);
      const blocked = truth.sites.find(({ role }) => role === 'blocked')!;
      const { folder, file, uri } = await workspace();
      const editor = await startEditor(
        product,
        {
          capabilities,
          workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'gateway' }],
          initializationOptions: { targets: [{ url: service.url, name: 'gateway' }] },
        },
        { 'workspace/configuration': [quick] },
      );
      expect(editor.capabilities).toMatchObject({ positionEncoding: 'utf-8', inlayHintProvider: true });
      expect(editor.capabilities).not.toHaveProperty('diagnosticProvider');
      // What stands before the code of a line counts in bytes to this editor, and in UTF-16 units to the engine.
      const text = (await readFile(file, 'utf8')).split('\n');
      await editor.client.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'go', version: 1, text: text.join('\n') },
      });

      const line = blocked.line - 1;
      const leak = () =>
        shown(editor, uri).find((one) => one.range.start.line === line && one.code === 'goroutine-leak');
      await expect.poll(() => leak()?.severity, { timeout: 60_000, interval: 200 }).toBeLessThanOrEqual(2);
      expect(leak()).toMatchObject({
        source: 'LeakLens',
        range: { start: { character: text[line]!.length - text[line]!.trimStart().length } },
      });
      expect(leak()?.message).toMatch(/goroutines/);

      const hint = (await inlayHints(editor, uri)).find(({ position }) => position.line === line);
      expect(hint).toMatchObject({ position: { character: Buffer.byteLength(text[line]!) }, paddingLeft: true });
      expect(hint?.label).toMatch(/^leak: \d+ stuck/);
      expect(editor.of('workspace/inlayHint/refresh').length).toBeGreaterThan(0);

      const hover = await editor.client.sendRequest<{ contents: MarkupContent }>('textDocument/hover', {
        textDocument: { uri },
        position: { line, character: 3 },
      });
      expect(hover.contents.value).toContain(blocked.function);

      const actions = await editor.client.sendRequest<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri },
        range: leak()!.range,
        context: { diagnostics: [leak()] },
      });
      const other = actions.find(({ title }) => title.startsWith('Go to '))!;
      await run(editor, other.command!.command, ...(other.command!.arguments as unknown[]));
      expect(editor.of('window/showDocument')).toMatchObject([{ uri, takeFocus: true }]);
      expect(actions.map(({ title }) => title)).toContain('Ignore This Finding');

      await service.post('/leak/fix');
      await expect.poll(() => shown(editor, uri), { timeout: 30_000, interval: 200 }).toEqual([]);
      await expect
        .poll(() => inlayHints(editor, uri))
        .toMatchObject([{ label: expect.stringMatching(/^fixed/) as string }]);
      // It hears plain LSP and nothing else.
      expect(editor.heard.filter(({ method }) => method.startsWith('leaklens/'))).toEqual([]);
    },
  );

  it('runs the commands that a person types, and says what came of them', async () => {
    const service = await new RecordedService().start();
    const { folder } = await workspace();
    const editor = await startEditor(product, {
      capabilities,
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'gateway' }],
    });
    await expect(run(editor, 'leaklens.refresh')).rejects.toThrow(/leaklens\.connect/);
    await expect(run(editor, 'leaklens.connect')).rejects.toThrow(/address of a service/);
    await expect(run(editor, 'leaklens.conect')).rejects.toThrow(/no command “leaklens\.conect”.*leaklens\.connect/);
    await expect(run(editor, 'other.command')).rejects.toThrow(/no command “other\.command”\.$/);
    const state = await run<TargetState>(editor, 'leaklens.connect', service.url, 'gateway');
    expect(state).toMatchObject({ phase: 'connected', target: { name: 'gateway' } });
    expect(messages(editor).at(-1)).toMatch(/^gateway \(http.*\): connected · .*83 goroutines/);
    expect(await run(editor, 'leaklens.targets')).toMatchObject([{ target: { name: 'gateway' } }]);
    expect(await run(editor, 'leaklens.capture', service.url)).toMatchObject([{ target: { name: 'gateway' } }]);
    expect(messages(editor).at(-1)).toMatch(/^Snapshot in /);
    const steps = editor.of<{ value: { kind: string; message?: string } }>('$/progress').map(({ value }) => value);
    expect(steps).toContainEqual(expect.objectContaining({ kind: 'begin', title: 'Capturing a snapshot' }));
    expect(steps).toContainEqual(expect.objectContaining({ kind: 'report', message: 'goroutine profile' }));
    expect(steps.filter(({ kind }) => kind === 'begin')).toHaveLength(
      steps.filter(({ kind }) => kind === 'end').length,
    );
    await run(editor, 'leaklens.setBaseline', 'gateway');
    expect(await run(editor, 'leaklens.findings')).toMatchObject([
      { baselineSetAtMillis: expect.any(Number) as number },
    ]);
    await run(editor, 'leaklens.ignore', 'goroutine-leak-x', 'known');
    expect(await readFile(join(folder, '.leaklens.json'), 'utf8')).toContain('"reason": "known"');
    await run(editor, 'leaklens.disconnect');
    expect(await run(editor, 'leaklens.targets')).toEqual([]);
  });

  it('waits for a configured service that is not started yet, and says so once', async () => {
    const port = await freePort();
    const editor = await startEditor(product, {
      capabilities: {},
      initializationOptions: { targets: [{ url: `http://127.0.0.1:${String(port)}` }] },
    });
    await expect.poll(() => messages(editor)).toMatchObject([expect.stringMatching(/connects as soon as it answers/)]);
  });

  it('says once that a service answers no more', async () => {
    const service = await new RecordedService().start();
    const settings = { 'leaklens.poll.intervalSeconds': 1 };
    const editor = await startEditor(product, { capabilities: {}, initializationOptions: { settings } });
    await run(editor, 'leaklens.connect', service.url);
    const said = messages(editor).length;
    service.trouble.set('goroutine', { status: 503 });
    service.trouble.set('heap', { status: 503 });
    await expect.poll(() => messages(editor).length, { timeout: 20_000 }).toBe(said + 1);
    await run(editor, 'leaklens.refresh');
    await run(editor, 'leaklens.refresh');
    expect(messages(editor)).toHaveLength(said + 1);
  });

  it('connects to nothing that a workspace file names, and to nothing at all without trust', async () => {
    const asked: string[] = [];
    const server = await serveHttp((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    const { folder } = await workspace();
    const named = { targets: [{ url: server.origin }] };
    const editor = await startEditor(
      product,
      { capabilities, workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'gateway' }] },
      // Editors read this out of files of the workspace as well.
      { 'workspace/configuration': [{ ...quick, ...named }] },
    );
    await editor.client.sendNotification('workspace/didChangeConfiguration', { settings: { leaklens: named } });
    expect(await run(editor, 'leaklens.targets')).toEqual([]);

    const restricted = await startEditor(product, { initializationOptions: { trusted: false, ...named } });
    await expect.poll(() => messages(restricted)).toHaveLength(1);
    await expect(run(restricted, 'leaklens.connect', server.origin)).rejects.toThrow(/trust/);
    expect(asked).toEqual([]);
  });

  it('follows what is typed by an editor that counts in bytes', async () => {
    const service = await new RecordedService().start();
    const { folder, file, uri } = await workspace();
    const editor = await startEditor(product, {
      capabilities,
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'gateway' }],
    });
    await run(editor, 'leaklens.connect', service.url);
    const before = (await readFile(file, 'utf8')).replace('select {', 'select { // é€😀');
    const text = TextDocument.create(uri, 'go', 1, before);
    await editor.client.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'go', version: 1, text: before },
    });
    const line = before.split('\n').findIndex((one) => one.includes('😀'));
    const atEnd = { line, character: Buffer.byteLength(before.split('\n')[line]!) };
    const edit: TextEdit = { range: { start: atEnd, end: atEnd }, newText: '\n\n' };
    await editor.client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: edit.range, text: edit.newText }],
    });
    const hints = await inlayHints(editor, uri);
    const after = [...before.split('\n').slice(0, line + 1), '', '', ...before.split('\n').slice(line + 1)];
    expect(text.lineCount + 2).toBe(after.length);
    expect(hints.length).toBeGreaterThan(0);
    for (const { position } of hints) expect(position.character).toBe(Buffer.byteLength(after[position.line]!));
  });

  it('ends when it is told to', async () => {
    const editor = await startEditor(product, {});
    await editor.client.sendRequest('shutdown');
    await editor.client.sendNotification('exit');
    expect(await editor.exited).toBe(0);
  });
});
