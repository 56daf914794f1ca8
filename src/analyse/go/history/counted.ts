import { heldBytes } from './heapReading';
import type { ProcessHistory } from './history';
import type { LineKey } from '../../sites/lineKey';
import { collectionSeries, type WaitKey } from './seriesKeys';

/** What a finding is a number of, so that it can still be counted when nothing is found there any more. */
export type Counted =
  | { readonly of: 'wait'; readonly key: WaitKey }
  | { readonly of: 'line'; readonly key: LineKey }
  | { readonly of: 'process'; readonly what: 'live' | 'stacks' | 'native' | 'idle' };

/**
 * How much there is of it now: goroutines of a wait, else bytes. Null where the newest poll does not tell, because the service does
 * not offer what would: that is not 0.
 */
export function presentAmount(history: ProcessHistory, counted: Counted): number | null {
  const { reading, heapReading } = history;
  switch (counted.of) {
    case 'wait':
      return reading === null ? null : (reading.waits.get(counted.key)?.count ?? 0);
    case 'line': {
      const amount = heapReading?.sites.get(counted.key);
      if (heapReading === null) return null;
      return amount === undefined ? 0 : heldBytes(amount);
    }
    case 'process':
      return presentOfProcess(history, counted.what);
  }
}

function presentOfProcess(history: ProcessHistory, what: Extract<Counted, { of: 'process' }>['what']): number | null {
  const { memory, residentBytes, byCollection, heapReading } = history;
  switch (what) {
    case 'live':
      return heapReading === null ? null : (byCollection.scales[0]?.bounds(collectionSeries.live).newest ?? null);
    case 'stacks':
      return memory?.stackInuse ?? null;
    case 'native':
      return residentBytes === null || memory === null ? null : residentBytes - (memory.sys - memory.heapReleased);
    case 'idle':
      return memory === null ? null : memory.heapIdle - memory.heapReleased;
  }
}
