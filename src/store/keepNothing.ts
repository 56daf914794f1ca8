import { LeakLensError } from '../shared/model/errors';
import type { BaselineStore, PastStore, SeriesStore, VerdictStore } from '../shared/ports/stores';

/** For a program that leaves nothing behind but what it is told to write. */
export const keepNothing: {
  readonly series: SeriesStore;
  readonly past: PastStore;
  readonly baselines: BaselineStore;
  readonly remembered: VerdictStore;
} = {
  remembered: { load: () => Promise.resolve(null), save: () => Promise.resolve() },
  series: { load: () => Promise.resolve([]), append: () => Promise.resolve(), delete: () => Promise.resolve() },
  past: {
    targets: () => Promise.resolve([]),
    list: () => Promise.resolve([]),
    keep: () => Promise.resolve(),
    read: (_target, _at, file) =>
      Promise.reject(new LeakLensError({ kind: 'not-found', subject: file, detail: 'nothing is kept' })),
    delete: () => Promise.resolve(),
  },
  baselines: {
    load: () => Promise.resolve(null),
    save: () => Promise.resolve(),
    clear: () => Promise.resolve(),
  },
};
