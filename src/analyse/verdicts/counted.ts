import type { ProcessHistory } from './history';
import type { LineKey } from '../sites/lineKey';
import { collectionSeries, type WaitKey } from './seriesKeys';

/** What a finding is a number of, so that it can still be counted when nothing is found there any more. */
export type Counted =
  | { readonly of: 'wait'; readonly key: WaitKey }
  | { readonly of: 'line'; readonly key: LineKey }
  | { readonly of: 'process'; readonly what: 'live' | 'stacks' | 'native' | 'idle' };

/** How much there is of it now: goroutines of a wait, else bytes. */
export function presentAmount(history: ProcessHistory, counted: Counted): number {
  switch (counted.of) {
    case 'wait':
      return history.reading?.waits.get(counted.key)?.count ?? 0;
    case 'line':
      return history.heapReading?.sites.get(counted.key)?.bytes ?? 0;
    case 'process':
      return presentOfProcess(history, counted.what);
  }
}

function presentOfProcess(history: ProcessHistory, what: Extract<Counted, { of: 'process' }>['what']): number {
  const { memory, residentBytes, byCollection } = history;
  switch (what) {
    case 'live':
      return byCollection.scales[0]?.bounds(collectionSeries.live).newest ?? 0;
    case 'stacks':
      return memory?.stackInuse ?? 0;
    case 'native':
      return residentBytes === null || memory === null ? 0 : residentBytes - (memory.sys - memory.heapReleased);
    case 'idle':
      return memory === null ? 0 : memory.heapIdle - memory.heapReleased;
  }
}
