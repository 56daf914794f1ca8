import { seriesViews, type Runtimes } from '../shared/ports/runtime/runtime';
import { seriesValue } from '../shared/base/seriesValue';
import type { StoredSnapshot } from '../shared/model/snapshot';

/** The main numbers of a snapshot, as far as they are known: `84.1 MB · 1,204 goroutines`. Empty for a runtime of a later version. */
export function summaryWords({ runtime: id, summary }: StoredSnapshot, { all }: Runtimes): string {
  const runtime = all.find((known) => known.id === id);
  const main = runtime === undefined ? [] : seriesViews(runtime).filter(({ rank }) => rank === 'main');
  const words = main.flatMap((series) => {
    const value = summary[series.id];
    return value === undefined ? [] : [seriesValue(series, value)];
  });
  return words.join(' · ');
}
