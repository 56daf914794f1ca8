import { t } from '@vscode/l10n';
import type { SeriesId } from '../../shared/model/series/series';
import type { SeriesWords } from '../../shared/model/series/seriesSpec';

/** The series of a Go process, in Go's own names where it has one. A series that nobody has named is called by its id. */
export function goSeriesWords(id: SeriesId): SeriesWords {
  return words[id]?.() ?? { label: id, explanation: '', name: id };
}

const words: Readonly<Record<SeriesId, () => SeriesWords>> = {
  liveHeap: () => ({
    label: t('Live heap'),
    explanation: t(
      'Memory still in use after the last garbage collection: what grows here is growth that no collection frees.',
    ),
    name: t('live heap'),
  }),
  heapAlloc: () => ({
    label: 'HeapAlloc',
    explanation: t('Objects in use plus garbage not yet collected: it climbs and drops with every collection.'),
    name: 'HeapAlloc',
  }),
  heapInuse: () => ({
    label: 'HeapInuse',
    explanation: t('Heap pages with at least one object; what exceeds HeapAlloc is free space between objects.'),
    name: 'HeapInuse',
  }),
  heapIdle: () => ({
    label: 'HeapIdle',
    explanation: t('Heap pages without objects, kept for reuse or already returned to the operating system.'),
    name: t('idle heap'),
  }),
  heapReleased: () => ({
    label: 'HeapReleased',
    explanation: t('The part of HeapIdle that was returned to the operating system.'),
    name: 'HeapReleased',
  }),
  stackSys: () => ({
    label: 'StackSys',
    explanation: t('Memory for the stacks of goroutines and threads: it goes with the number of goroutines.'),
    name: 'StackSys',
  }),
  sys: () => ({
    label: 'Sys',
    explanation: t('Address space the Go runtime has taken from the operating system: heap, stacks, own structures.'),
    name: t('taken from the system'),
  }),
  rss: () => ({
    label: 'RSS',
    explanation: t(
      'What the process occupies in RAM, as the operating system counts it; known for local processes on Linux.',
    ),
    name: 'RSS',
  }),
  goroutines: () => ({
    label: t('Goroutines'),
    explanation: t('Goroutines that exist now: a number that only rises means that some never end.'),
    name: t('goroutines'),
    counted: { one: t('1 goroutine'), many: t('{0} goroutines', '{0}') },
  }),
  gcCycles: () => ({
    label: t('GC cycles'),
    explanation: t('Garbage collections since the process started; a tick below the memory lines marks one or more.'),
    name: t('GC cycles'),
  }),
};
