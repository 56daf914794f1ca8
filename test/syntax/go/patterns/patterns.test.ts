import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { applyEdits, complaints, explain, hasGo, markedLine, openReader, writeModule } from '../goPrograms';
import { healthySources } from '../healthySources';
import { leakingSources } from '../leakingSources';

describe('a known mistake is recognised:', () => {
  it.each(Object.entries(leakingSources))('%s', async (_, leak) => {
    const facts = await explain(leak.source, leak.kind);
    expect({ pattern: facts.pattern, operand: facts.operand, fixes: facts.fixes.map(({ kind }) => kind) }).toEqual({
      pattern: leak.pattern,
      operand: leak.operand,
      fixes: leak.fix === undefined ? [] : [leak.fix],
    });
    if (leak.capacity !== undefined) expect(facts.capacity).toBe(leak.capacity);
    if (leak.waysOut !== undefined) expect(facts.waysOut).toEqual(leak.waysOut);
  });
});

describe('healthy code that looks alike has no pattern:', () => {
  it.each(Object.entries(healthySources))('%s', async (_, { source, kind, ...expected }) => {
    const facts = await explain(source, kind);
    expect(facts).toMatchObject({ pattern: null, fixes: [], ...expected });
  });
});

describe.runIf(hasGo)('with the Go tools', () => {
  it('every source here is formatted and compiles', async () => {
    const sources = Object.values({ ...leakingSources, ...healthySources });
    const folder = await writeModule(Object.fromEntries(sources.map(({ source }, at) => [`p${at}/shop.go`, source])));
    expect(complaints(folder)).toBe('');
  });

  it('every fix leaves formatted code that compiles, and no mistake', async () => {
    const fixed = Object.entries(leakingSources).filter(([, { fix }]) => fix !== undefined);
    const folder = await writeModule(Object.fromEntries(fixed.map(([, { source }], at) => [`p${at}/shop.go`, source])));
    const reader = openReader();
    for (const [at, [name, { kind, source }]] of fixed.entries()) {
      const path = `${folder}/p${at}/shop.go`;
      const question = { path, line: markedLine(source), kind, function: '', spawn: null };
      const before = await reader.explainWait(question);
      const text = applyEdits(source, before?.fixes[0]?.edits ?? []);
      await writeFile(path, text);
      reader.forget(path);
      const after = await reader.explainWait({ ...question, line: markedLine(await readFile(path, 'utf8')) });
      expect({ name, changed: text !== source, fixes: after?.fixes }).toEqual({ name, changed: true, fixes: [] });
    }
    expect(complaints(folder)).toBe('');
  });
});
