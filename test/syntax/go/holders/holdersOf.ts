import type { Holder } from '../../../../src/shared/model/holder';
import { lineMarked, markedLine, openReader, writeModule } from '../goPrograms';

/** `by map s.items none`, `may goroutine work`: each holder of the marked line in short. */
export async function holdersOf(source: string): Promise<readonly string[]> {
  const folder = await writeModule({ 'main.go': source });
  const question = { path: `${folder}/main.go`, line: markedLine(source), function: '' };
  const facts = await openReader().explainAllocation(question);
  if (facts === null) throw new Error('the source was not understood');
  for (const { stored } of facts.holders) checkMark(source, stored.line);
  return facts.holders.map(shortly);
}

export function shortly({ certain, kind, name, removal }: Holder): string {
  return [certain ? 'by' : 'may', kind, name, ...(removal === 'unknown' ? [] : [removal])].join(' ');
}

/** Where a source says by `// KEPT` where the value is put, that is the line told. */
function checkMark(source: string, line: number): void {
  if (!source.includes('// KEPT')) return;
  const marked = lineMarked(source, 'KEPT');
  if (line !== marked) throw new Error(`kept at line ${String(line)}, and not at ${String(marked)}`);
}

/** A main package that needs no more than what is given: imports by path, then declarations. */
export function goMain(imports: string, text: string): string {
  const lines = imports === '' ? [] : imports.split(' ').map((path) => `\t"${path}"`);
  return ['package main', 'import (', ...lines, ')', text, ''].join('\n');
}
