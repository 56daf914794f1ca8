import type { BaselineStore, SeriesStore } from '../shared/ports/stores';

/** For a program that leaves nothing behind but what it is told to write. */
export const keepNothing: { readonly series: SeriesStore; readonly baselines: BaselineStore } = {
  series: { load: () => Promise.resolve([]), append: () => Promise.resolve() },
  baselines: {
    load: () => Promise.resolve(null),
    save: () => Promise.resolve(),
    clear: () => Promise.resolve(),
  },
};
