import { build } from 'esbuild';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { GoSourceReader, SourceQuestion } from '../../../../src/shared/model/go/goSource';
import { readerOf } from '../../../../src/syntax/go/answers/goSourceReader';
import { threadAnswers, type SourceCalls } from '../../../../src/syntax/go/answers/threadAnswers';
import { startThread } from '../../../../src/threads/startThread';
import { openReader, writeModule } from '../goPrograms';
import { largePackage } from '../../../support/go/largePackage';

let scripts = '';
beforeAll(async () => {
  scripts = await mkdtemp(join(tmpdir(), 'leaklens-thread-'));
  const common = { bundle: true, platform: 'node', format: 'cjs', target: 'node22' } as const;
  await build({ ...common, entryPoints: ['src/sourceThread.ts'], outdir: scripts });
  for (const name of ['tree-sitter.wasm', 'tree-sitter-go.wasm'])
    await cp(join('node_modules/@vscode/tree-sitter-wasm/wasm', name), join(scripts, name));
});
afterAll(() => rm(scripts, { recursive: true, force: true }));

function openThread(): GoSourceReader {
  const script = join(scripts, 'sourceThread.js');
  const options = { script, name: 'source', timeoutMillis: 60_000, maxHeapMegabytes: 512 };
  const thread = startThread<SourceCalls>(options);
  onTestFinished(() => thread.dispose());
  return readerOf(threadAnswers(thread));
}

describe('a large package, read in a thread', () => {
  const files = largePackage(20, 700);
  const question = (folder: string, at: number): SourceQuestion => ({
    path: `${folder}/big/f${at}.go`,
    line: 4,
    kind: 'chan-receive',
    function: `example.com/shop/big.Wait${at}`,
    spawn: null,
  });

  it('is answered as where it is asked, all that is asked at once together', async () => {
    const folder = await writeModule(files);
    const ask = (reader: GoSourceReader) =>
      Promise.all(Array.from({ length: 20 }, (_, at) => reader.explainWait(question(folder, at))));
    const told = await ask(openThread());
    expect(told).toEqual(await ask(openReader()));
    expect(told.map((facts) => facts?.closes)).toEqual(Array.from({ length: 20 }, (_, at) => at % 2 === 0));
    expect(told.map((facts) => facts?.pattern)).toEqual(
      Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? null : 'no-other-end')),
    );
  });

  it('is looked at again when a file was saved', async () => {
    const folder = await writeModule(files);
    const reader = openThread();
    expect((await reader.explainWait(question(folder, 1)))?.pattern).toBe('no-other-end');
    const path = `${folder}/big/stop.go`;
    await writeFile(path, `${await readFile(path, 'utf8')}\nfunc stopOne(q *queue) {\n\tclose(q.jobs1)\n}\n`);
    reader.forget(path);
    expect(await reader.explainWait(question(folder, 1))).toMatchObject({ pattern: null, closes: true });
  });
});
