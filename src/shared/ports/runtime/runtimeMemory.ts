import type { SeriesId } from '../../model/series/series';
import type { MemoryPartView } from '../../model/views/memoryView';

/** What a part of a process's memory is called by its runtime: `idle`. */
export type MemoryPartId = string;

/** Into which parts the memory of a runtime's processes falls. */
export interface RuntimeMemory {
  /** In the order in which they are shown. */
  readonly parts: readonly MemoryPart[];
  /**
   * Bytes of each part, which add up; null where they are not known.
   * @param numbers of one moment, by the ids of their series
   */
  account(numbers: Readonly<Record<SeriesId, number | null>>): Readonly<Record<MemoryPartId, number | null>>;
}

export interface MemoryPart extends Pick<MemoryPartView, 'isResident' | 'color'> {
  readonly id: MemoryPartId;
}

/** In the person's language. */
export type MemoryPartWords = Pick<MemoryPartView, 'label' | 'explanation' | 'advice'>;
