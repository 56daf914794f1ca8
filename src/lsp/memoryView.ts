import type { SeriesPoint } from '../shared/model/series/series';
import type { MemoryView } from '../shared/model/views/memoryView';
import type { Runtime } from '../shared/ports/runtime/runtime';

/**
 * The parts at each moment that tells of memory, with their words. Not each poll asks for all numbers: a moment that tells fewer than half of
 * the parts that others tell would look as if the memory were gone.
 */
export function memoryView({ memory, words }: Runtime, points: readonly SeriesPoint[]): MemoryView {
  if (memory === undefined) return { atMillis: [], life: [], parts: [] };
  const all = points.map(({ atMillis, life, values }) => {
    const bytes = memory.account(values);
    const told = memory.parts.filter(({ id }) => (bytes[id] ?? null) !== null).length;
    return { atMillis, life, bytes, told };
  });
  const most = all.reduce((best, { told }) => Math.max(best, told), 1);
  const moments = all.filter(({ told }) => told * 2 >= most);
  return {
    atMillis: moments.map(({ atMillis }) => atMillis),
    life: moments.map(({ life }) => life),
    parts: memory.parts.map((part) => ({
      ...part,
      ...(words.memory?.(part.id) ?? { label: part.id, explanation: '', advice: '' }),
      bytes: moments.map(({ bytes }) => bytes[part.id] ?? null),
    })),
  };
}
