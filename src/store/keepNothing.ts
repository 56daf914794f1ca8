import type { BaselineStore, SeriesStore, VerdictStore } from '../shared/ports/stores';

/** For a program that leaves nothing behind but what it is told to write. */
export const keepNothing: {
  readonly series: SeriesStore;
  readonly baselines: BaselineStore;
  readonly remembered: VerdictStore;
} = {
  remembered: { load: () => Promise.resolve(null), save: () => Promise.resolve() },
  series: { load: () => Promise.resolve([]), append: () => Promise.resolve() },
  baselines: {
    load: () => Promise.resolve(null),
    save: () => Promise.resolve(),
    clear: () => Promise.resolve(),
  },
};
