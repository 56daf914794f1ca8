import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lineMarked, markedLine, openReader, writeModule } from '../goPrograms';
import { shortly } from './holdersOf';
import { modulePrograms, type ModuleProgram } from './modulePrograms';
import { moduleTraps } from './moduleTraps';
import { moreModulePrograms } from './moreModulePrograms';

function filesOf(text: string): Readonly<Record<string, string>> {
  const parts = text.split(/^-- (.+) --\n/m).slice(1);
  return Object.fromEntries(parts.flatMap((name, at) => (at % 2 === 0 ? [[name, parts[at + 1] ?? '']] : [])));
}

function fileWith(files: Readonly<Record<string, string>>, mark: string): string {
  const found = Object.keys(files).find((name) => files[name]?.includes(`// ${mark}`) === true);
  if (found === undefined) throw new Error(`no file marks a line ${mark}`);
  return found;
}

async function holdersIn({ text }: Pick<ModuleProgram, 'text'>): Promise<readonly string[]> {
  const files = filesOf(text);
  const folder = await writeModule(files);
  const name = fileWith(files, 'HERE');
  const question = { path: `${folder}/${name}`, line: markedLine(files[name] ?? ''), function: '' };
  const facts = await openReader().explainAllocation(question);
  const [first] = facts?.holders ?? [];
  if (text.includes('// KEPT') && first !== undefined) {
    const kept = fileWith(files, 'KEPT');
    expect(first.stored).toEqual({ path: `${folder}/${kept}`, line: lineMarked(files[kept] ?? '', 'KEPT') });
  }
  return facts?.holders.map(shortly) ?? ['the source was not understood'];
}

function lineWith(path: string, text: string): number {
  return (
    readFileSync(path, 'utf8')
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1
  );
}

describe('who keeps what goes into another package of the module', () => {
  it.each([...modulePrograms, ...moreModulePrograms])('$name', async ({ text, truth }) => {
    expect(await holdersIn({ text })).toEqual(truth);
  });
});

describe('what is not told of other packages', () => {
  it.each(moduleTraps)('$name', async ({ text, truth }) => {
    expect(await holdersIn({ text })).toEqual(truth);
  });
});

it('follows a real program into its cache, to the map that forgets nothing', async () => {
  const folder = join(import.meta.dirname, '../../../services/patterns/pantry').replaceAll('\\', '/');
  const [main, lru] = [`${folder}/main.go`, `${folder}/lru/lru.go`];
  const question = { path: main, line: lineWith(main, 'text := make([]byte'), function: '' };
  const facts = await openReader().explainAllocation(question);
  expect(facts?.holders[0]).toMatchObject({
    ...{ kind: 'map', name: 'c.items', removal: 'none', certain: true },
    stored: { path: lru, line: lineWith(lru, 'c.items[key] = c.order.PushFront') },
  });
});

describe('an answer from several packages', () => {
  const cache = (rest: string) => `package cache

type Cache struct{ items map[string][]byte }

func (c *Cache) Put(key string, body []byte) { c.items[key] = body }
${rest}`;
  const main = `package main

import "example.com/shop/cache"

var pages cache.Cache

func main() {
	pages.Put("a", make([]byte, 4096)) // HERE
}
`;
  const ask = async (reader: ReturnType<typeof openReader>, folder: string) => {
    const question = { path: `${folder}/main.go`, line: markedLine(main), function: '' };
    return (await reader.explainAllocation(question))?.holders.map(shortly);
  };

  it('is another one once the other package has changed', async () => {
    const folder = await writeModule({ 'main.go': main, 'cache/cache.go': cache('') });
    const reader = openReader();
    expect(await ask(reader, folder)).toEqual(['by map c.items none']);
    const path = `${folder}/cache/cache.go`;
    await writeFile(path, cache('func (c *Cache) Drop(key string) { delete(c.items, key) }\n'));
    reader.forget(path);
    expect(await ask(reader, folder)).toEqual(['by map c.items some']);
  });

  it('is that of the one package where the other one is too large to be read', async () => {
    const long = cache(`\n/* ${'x'.repeat(900_000)} */\n`);
    const folder = await writeModule({ 'main.go': main, 'cache/cache.go': long });
    expect(await ask(openReader(), folder)).toEqual(['by container pages']);
  });

  it('says nothing of taking out where a file of the other package does not parse', async () => {
    const files = { 'main.go': main, 'cache/cache.go': cache(''), 'cache/broken.go': 'package cache\n\nfunc (' };
    expect(await ask(openReader(), await writeModule(files))).toEqual(['by map c.items']);
  });
});
