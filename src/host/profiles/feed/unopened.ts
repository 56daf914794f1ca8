import type { ProblemReport } from '../../../shared/wires/lspMessages';
import type { ProfileEngine } from './profileFeedParts';

/** Stands for the engine where there is nothing to open: says why, as often as it is asked. */
export function unopened(problem: ProblemReport): ProfileEngine {
  const failed = { ok: false, problem } as const;
  return {
    open: () => Promise.resolve(failed),
    view: () => Promise.resolve(failed),
    memory: () => Promise.resolve(failed),
    close: () => undefined,
  };
}
