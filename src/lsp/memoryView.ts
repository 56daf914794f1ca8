import type { SeriesPoint } from '../shared/model/series/series';
import type { MemoryView } from '../shared/model/views/memoryView';
import type { Runtime } from '../shared/ports/runtime/runtime';

/** The parts at each moment that tells of memory, with their words. */
export function memoryView({ memory, words }: Runtime, points: readonly SeriesPoint[]): MemoryView {
  if (memory === undefined) return { atMillis: [], life: [], parts: [] };
  const moments = points
    .map(({ atMillis, life, values }) => ({ atMillis, life, bytes: memory.account(values) }))
    .filter(({ bytes }) => memory.parts.some(({ id }) => (bytes[id] ?? null) !== null));
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
