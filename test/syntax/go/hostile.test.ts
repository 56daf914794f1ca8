import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { SourceQuestion } from '../../../src/shared/model/go/goSource';
import { openReader, writeModule } from './goPrograms';

const healthy = 'package main\n\nfunc main() {\n\tch := make(chan int)\n\tch <- 1\n}\n';

function manyFunctions(lines: number): string {
  const body = Array.from({ length: lines / 5 }, (_, at) => `func f${at}(n int) int {\n\tn += ${at}\n\treturn n\n}\n`);
  return `package main\n\n${body.join('\n')}`;
}

const bytes = (seed: number) => {
  let state = seed;
  return Uint8Array.from({ length: 50_000 }, () => (state = (state * 1103515245 + 12345) & 0x7fffffff) >> 16);
};

/** Files that nobody writes on purpose. */
const hostile: Readonly<Record<string, string | Uint8Array>> = {
  nothing: '',
  'binary garbage': bytes(7),
  'invalid UTF-8': Uint8Array.from([...new TextEncoder().encode(healthy), 0xff, 0xfe, 0xc3, 0x28]),
  'unbalanced braces': `package main\n\nfunc main() {\n\tch <- 1\n${'}'.repeat(5000)}${'{'.repeat(5000)}`,
  'deep parentheses': `package main\n\nvar x = ${'('.repeat(20_000)}1${')'.repeat(20_000)}\n`,
  'deep blocks': `package main\n\nfunc main() ${'{'.repeat(20_000)}${'}'.repeat(20_000)}\n`,
  'a type of itself': 'package main\n\ntype a b\ntype b a\ntype c struct{ c }\n\nfunc f(x a, y c) {\n\tx.z <- y.z\n}\n',
  'variables of each other': 'package main\n\nvar x, y = y, x\n\nfunc f() {\n\tx := x\n\tx <- y\n\tf()\n}\n',
  'a long sum': `package main\n\nvar s = ${Array.from({ length: 30_000 }, () => '"x"').join(' + ')}\n`,
  'half a program': 'package main\n\nfunc main() {\n\tfor {\n\t\tselect {\n\t\tcase ch <-\n',
  'one endless line': `package main; func main() { ${'ch <- 1; '.repeat(20_000)} }`,
};

const kinds: readonly SourceQuestion['kind'][] = ['chan-send', 'select', 'mutex', 'io'];

describe('hostile source never throws, and is answered', () => {
  it.each(Object.keys(hostile))('%s', async (name) => {
    const folder = await writeModule({});
    const path = `${folder}/main.go`;
    await writeFile(path, hostile[name] ?? '');
    const reader = openReader();
    for (const kind of kinds)
      for (const line of [-1, 0, 1, 4, 1e9]) {
        const facts = await reader.explainWait({ path, line, kind, function: 'main.main', spawn: null });
        expect(facts?.fixes ?? []).toEqual([]);
        await reader.explainAllocation({ path, line, function: '' });
      }
    await reader.functionLines(path, 'main.main');
    // The reader still works afterwards.
    await writeFile(path, healthy);
    reader.forget();
    expect(await reader.functionLines(path, 'main.main')).toEqual({ first: 3, last: 6 });
  });

  it('a file of 100 000 lines', async () => {
    const folder = await writeModule({ 'main.go': manyFunctions(100_000) });
    const lines = await openReader().functionLines(`${folder}/main.go`, 'main.f3');
    expect(lines ?? { first: 18, last: 21 }).toEqual({ first: 18, last: 21 });
  });

  it('a file or a folder that is not there', async () => {
    const reader = openReader();
    const question = { path: '/not/there.go', line: 1, kind: 'io', function: '', spawn: null } as const;
    expect(await reader.explainWait(question)).toBeNull();
    expect(await reader.explainAllocation(question)).toBeNull();
    expect(await reader.functionLines('/', 'main.main')).toBeNull();
  });
});
