import { utimes, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createSourceTree } from '../../../../src/store/go/sourceTree';
import { SourceIndex } from '../../../../src/syntax/go/outline/sourceIndex';
import { writeModule } from '../goPrograms';

describe('the outlines of a folder', () => {
  async function open() {
    const folder = await writeModule({ 'a.go': 'package shop\n', 'b.go': 'package shop\n', 'notes.txt': 'no Go' });
    const tree = createSourceTree();
    const read: string[] = [];
    const readText = (path: string) => {
      read.push(path.slice(folder.length + 1));
      return tree.readText(path);
    };
    return { folder, read, index: new SourceIndex({ ...tree, readText }) };
  }

  it('are read once, and again only of the file that has changed', async () => {
    const { folder, read, index } = await open();
    const first = await index.folder(folder);
    const second = await index.folder(folder);
    expect([read, second.version]).toEqual([['a.go', 'b.go'], first.version]);
    await writeFile(`${folder}/b.go`, 'package shop\n\nvar b int\n');
    index.forget(`${folder}/b.go`);
    const third = await index.folder(folder);
    expect(read).toEqual(['a.go', 'b.go', 'b.go']);
    expect(third.version).not.toBe(first.version);
    expect(third.files.map(({ outline }) => outline.parts.length)).toEqual([1, 2]);
  });

  it('are those of a file that has the same size and date when somebody says that it changed', async () => {
    const { folder, read, index } = await open();
    const past = new Date(2026, 0, 1);
    await utimes(`${folder}/a.go`, past, past);
    await index.folder(folder);
    await writeFile(`${folder}/a.go`, 'package cart\n');
    await utimes(`${folder}/a.go`, past, past);
    index.forget(`${folder}/a.go`);
    expect((await index.folder(folder)).files[0]?.outline.packageName).toBe('cart');
    expect(read).toEqual(['a.go', 'b.go', 'a.go']);
  });

  it('come and go with the files', async () => {
    const { folder, index } = await open();
    await index.folder(folder);
    await writeFile(`${folder}/c.go`, 'package shop\n');
    index.forget(folder);
    expect((await index.folder(folder)).files).toHaveLength(3);
    expect((await index.folder(`${folder}/not/there`)).files).toEqual([]);
  });
});
